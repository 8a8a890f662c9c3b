// A form is sent once: a second click on its button does nothing until the page answers.
// Forms handed to htmx are left to htmx; data-again on a form (downloads) allows repeats.
(() => {
  const sent = new WeakSet();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.dataset.again !== undefined || event.defaultPrevented) return;
    if (sent.has(form)) {
      event.preventDefault();
      return;
    }
    sent.add(form);
    form.setAttribute("aria-busy", "true");
    // Later than the submission itself, or the pressed button's name=value would not be sent.
    setTimeout(() => form.querySelectorAll("button[type=submit]").forEach((b) => b.setAttribute("aria-disabled", "true")));
  });
  // Back to a page kept in memory: its forms may be sent again.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    document.querySelectorAll("form[aria-busy]").forEach((form) => {
      sent.delete(form);
      form.removeAttribute("aria-busy");
      form.querySelectorAll("[aria-disabled]").forEach((b) => b.removeAttribute("aria-disabled"));
    });
  });
})();
