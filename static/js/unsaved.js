// Leaving a form with changes asks first. On forms with data-autosave or data-unsaved.
(() => {
  const changed = new Set();
  const watched = "form[data-autosave], form[data-unsaved]";
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form?.matches(watched)) changed.add(form);
  });
  document.addEventListener("submit", (event) => changed.delete(event.target));
  window.addEventListener("beforeunload", (event) => {
    if ([...changed].some((form) => form.isConnected)) event.preventDefault();
  });
})();
