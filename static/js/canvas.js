// A canvas that several people write: fields saved by others come in by themselves (see output_edit.html), except
// the one being written here; who writes where is told with the next poll.
(() => {
  const dirty = new Set();
  const fieldOf = (node) => node?.closest?.("[data-canvas-field]");
  const isBusy = (field) => field.contains(document.activeElement) || dirty.has(field.dataset.canvasField);
  const say = (field, what) => field?.querySelector(`.cv-canvas-${what}`)?.removeAttribute("hidden");

  document.addEventListener("input", (event) => {
    const field = fieldOf(event.target);
    if (field) dirty.add(field.dataset.canvasField);
  });
  document.addEventListener("focusin", (event) => {
    const note = document.getElementById("writing");
    if (note) note.value = fieldOf(event.target)?.dataset.canvasField ?? "";
  });
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const field = fieldOf(event.detail.target);
    if (!field || !(isBusy(field) || field.classList.contains("cv-canvas-clash"))) return;
    event.detail.shouldSwap = false;
    say(field, "moved");
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    // The element that asked, which the answer may have replaced meanwhile.
    const asked = event.detail.requestConfig;
    const field = fieldOf(asked?.elt);
    if (!field || asked.verb !== "post") return;
    if (event.detail.successful) dirty.delete(field.dataset.canvasField);
    else say(field, "trouble");
  });
  // Leaving with something unsaved asks first.
  window.addEventListener("beforeunload", (event) => {
    if (dirty.size && !document.querySelector("#canvas[aria-busy]")) event.preventDefault();
  });
})();
