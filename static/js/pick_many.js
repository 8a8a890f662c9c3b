// Names in a list, one at a time: <textarea data-pick="/suggest/territories/?field=q" data-pick-label="Add a place">.
//
// Beside the text area stands a box that suggests; choosing a name writes it at the end of the text. Without this file
// the names are typed, separated by commas.
(() => {
  const start = (area) => {
    const list = document.createElement("datalist");
    list.id = `${area.id}-suggestions`;
    const box = document.createElement("input");
    box.type = "text";
    box.autocomplete = "off";
    box.setAttribute("list", list.id);
    box.setAttribute("aria-label", area.dataset.pickLabel);
    box.placeholder = area.dataset.pickLabel;
    const offered = () => [...list.options].map((option) => option.value);
    // A name with a comma in it would be read as two: its reference, after the dot, says the same.
    const chosen = () => (/[,;]/.test(box.value) ? box.value.split("·").pop().trim() : box.value);
    const take = () => {
      if (!offered().includes(box.value)) return false;
      const names = area.value.split(/[,;\n]/).map((name) => name.trim());
      area.value = [...names.filter(Boolean), chosen()].join(", ");
      box.value = "";
      area.dispatchEvent(new Event("input", { bubbles: true }));
      return true;
    };
    let timer;
    box.addEventListener("input", () => {
      if (take()) return;
      clearTimeout(timer);
      timer = setTimeout(async () => {
        const answer = await fetch(`${area.dataset.pick}&q=${encodeURIComponent(box.value)}`);
        if (answer.ok) list.innerHTML = await answer.text();
      }, 250);
    });
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        take();
      }
    });
    area.after(box, list);
  };
  document.querySelectorAll("textarea[data-pick]").forEach(start);
})();
