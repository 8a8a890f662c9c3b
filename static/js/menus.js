// Menus made of <details data-menu> close on Escape and on a click elsewhere; a refused form takes the focus to its errors.
(() => {
  const open = () => document.querySelectorAll("details[data-menu][open]");
  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      const inside = menu.contains(document.activeElement);
      menu.open = false;
      if (inside) menu.querySelector("summary").focus();
    }
  });
  // On a narrow screen the tab one is on is brought into sight.
  for (const tab of document.querySelectorAll(".cv-tabs a[aria-current]")) {
    const row = tab.closest(".cv-tabs");
    row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
  }
  document.querySelector("[data-focus]:not(.cv-sample *)")?.focus();
})();
