// Ticking rows and choosing columns.
//
// Ticks: <input type="checkbox" data-check-all="chosen"> ticks every box named "chosen"; [data-bulk-count] tells how many.
// Columns: <details data-column-choice="actors"> with boxes whose value is a column; the table has data-columns="actors"
// and its cells data-column="…". The choice stays in this browser.
(() => {
  const boxes = (name) => [...document.querySelectorAll(`input[type=checkbox][name="${CSS.escape(name)}"]`)];
  const count = (name) => {
    const all = boxes(name);
    const ticked = all.filter((box) => box.checked).length;
    for (const bar of document.querySelectorAll(`[data-bulk="${CSS.escape(name)}"]`)) {
      const out = bar.querySelector("[data-bulk-count]");
      if (out) out.textContent = ticked ? `${ticked} / ${all.length}` : "";
      const master = bar.querySelector("[data-check-all]");
      if (master) {
        master.checked = ticked > 0 && ticked === all.length;
        master.indeterminate = ticked > 0 && ticked < all.length;
      }
    }
  };
  document.addEventListener("change", (event) => {
    const name = event.target.dataset?.checkAll;
    if (name) boxes(name).forEach((box) => (box.checked = event.target.checked));
    if (name || event.target.type === "checkbox") count(name || event.target.name);
  });

  const keyOf = (choice) => `cv-columns:${choice.dataset.columnChoice}`;
  const apply = (choice) => {
    const hidden = [...choice.querySelectorAll("input")].filter((box) => !box.checked).map((box) => box.value);
    for (const table of document.querySelectorAll(`table[data-columns="${CSS.escape(choice.dataset.columnChoice)}"]`)) {
      for (const cell of table.querySelectorAll("[data-column]")) cell.hidden = hidden.includes(cell.dataset.column);
    }
    return hidden;
  };
  const start = () => {
    for (const choice of document.querySelectorAll("[data-column-choice]")) {
      choice.hidden = false;
      let hidden = [];
      try {
        hidden = JSON.parse(localStorage.getItem(keyOf(choice))) || [];
      } catch {
        // No storage, no memory of the choice.
      }
      for (const box of choice.querySelectorAll("input")) box.checked = !hidden.includes(box.value);
      apply(choice);
    }
  };
  document.addEventListener("change", (event) => {
    const choice = event.target.closest?.("[data-column-choice]");
    if (!choice) return;
    const hidden = apply(choice);
    try {
      localStorage.setItem(keyOf(choice), JSON.stringify(hidden));
    } catch {
      // As above.
    }
  });
  document.addEventListener("htmx:afterSettle", start);
  start();

  // A table as wide as its place needs no box of its own: its head then stays in sight while the page scrolls.
  const fit = () => {
    for (const wrap of document.querySelectorAll(".cv-table-wrap")) {
      wrap.classList.remove("cv-fits");
      wrap.classList.toggle("cv-fits", wrap.scrollWidth <= wrap.clientWidth);
    }
  };
  fit();
  addEventListener("resize", fit);
  document.addEventListener("htmx:afterSettle", fit);
  document.addEventListener("toggle", fit, true);
})();
