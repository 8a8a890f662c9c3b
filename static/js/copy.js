// <button type="button" data-copy="text" hidden>: copies the text; shown only where the browser can.
(() => {
  if (!navigator.clipboard) return;
  document.querySelectorAll("[data-copy]").forEach((button) => (button.hidden = false));
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(button.dataset.copy);
    button.classList.add("cv-copied");
    setTimeout(() => button.classList.remove("cv-copied"), 2000);
  });
})();
