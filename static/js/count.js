// How many characters are left: <textarea data-count="280">. Without JavaScript the help text tells the limit.
(() => {
  for (const field of document.querySelectorAll("[data-count]")) {
    const limit = Number(field.dataset.count);
    const shown = document.createElement("p");
    shown.className = "cv-note cv-num";
    shown.setAttribute("role", "status");
    const tell = () => { shown.textContent = `${field.value.length} / ${limit}`; };
    field.after(shown);
    field.addEventListener("input", tell);
    tell();
  }
})();
