// Drafts of long forms stay in this browser until the form is saved.
//
// <form data-autosave="mission-new" data-restore-text="…" data-restore-label="…" data-forget-label="…">
// The key is joined with the address. A draft is offered, never put back by itself. It is forgotten when the page
// after the submission is no longer this form (a refused save shows the form again with everything typed).
(() => {
  const PREFIX = "cv-draft:";
  const SENT = "cv-draft-sent";
  const DAYS = 14;
  const keyOf = (form) => `${PREFIX}${form.dataset.autosave}:${location.pathname}`;
  const kept = (field) =>
    field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type) && field.autocomplete !== "off";

  const values = (form) => {
    const found = {};
    for (const field of form.elements) {
      if (!kept(field)) continue;
      const list = (found[field.name] ??= []);
      if (field.type === "checkbox" || field.type === "radio") {
        if (field.checked) list.push(field.value);
      } else if (field.multiple) {
        list.push(...[...field.selectedOptions].map((option) => option.value));
      } else list.push(field.value);
    }
    return found;
  };

  const restore = (form, found) => {
    for (const field of form.elements) {
      if (!kept(field) || !(field.name in found)) continue;
      const list = found[field.name];
      if (field.type === "checkbox" || field.type === "radio") field.checked = list.includes(field.value);
      else if (field.multiple) for (const option of field.options) option.selected = list.includes(option.value);
      else field.value = list.length > 1 ? list.shift() : (list[0] ?? "");
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  };

  const read = (key) => {
    try {
      const draft = JSON.parse(localStorage.getItem(key));
      return draft && Date.now() - draft.at < DAYS * 864e5 ? draft : null;
    } catch {
      return null;
    }
  };

  const offer = (form, draft) => {
    const box = document.createElement("div");
    box.className = "cv-alert cv-restore";
    box.setAttribute("role", "status");
    const words = document.createElement("p");
    const moment = new Date(draft.at).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });
    words.textContent = `${form.dataset.restoreText} (${moment})`;
    const button = (label, kind, act) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = `cv-button cv-button-small cv-button-${kind}`;
      made.textContent = label;
      made.addEventListener("click", () => {
        act();
        box.remove();
        form.querySelector("input:not([type=hidden]), select, textarea")?.focus();
      });
      return made;
    };
    box.append(
      words,
      button(form.dataset.restoreLabel, "primary", () => restore(form, draft.values)),
      button(form.dataset.forgetLabel, "link", () => localStorage.removeItem(keyOf(form))),
    );
    form.prepend(box);
  };

  const start = (form) => {
    const key = keyOf(form);
    const untouched = JSON.stringify(values(form));
    const words = document.body.dataset;
    form.dataset.restoreText ||= words.restoreText;
    form.dataset.restoreLabel ||= words.restoreLabel;
    form.dataset.forgetLabel ||= words.forgetLabel;
    const draft = read(key);
    if (draft && JSON.stringify(draft.values) !== untouched) offer(form, draft);
    let timer;
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => localStorage.setItem(key, JSON.stringify({ at: Date.now(), values: values(form) })), 600);
    });
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), values: values(form) }));
      sessionStorage.setItem(SENT, key);
    });
  };

  try {
    const sent = sessionStorage.getItem(SENT);
    const forms = [...document.querySelectorAll("form[data-autosave]")];
    if (sent && document.body.dataset.status === "ok" && !forms.some((form) => keyOf(form) === sent)) {
      localStorage.removeItem(sent);
    }
    if (document.body.dataset.status === "ok") sessionStorage.removeItem(SENT);
    forms.forEach(start);
  } catch {
    // Storage is forbidden in this browser: the form works without drafts.
  }
})();
