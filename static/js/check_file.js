// <form data-check-file data-same="…" data-other="…">: the file is compared here, with the hashes of [data-sha256].
(() => {
  const form = document.querySelector("[data-check-file]");
  if (!form || !crypto.subtle) return; // without a safe context the form is sent and the server compares
  const hashes = [...document.querySelectorAll("[data-sha256]")].map((one) => one.dataset.sha256);
  const result = form.querySelector("[data-check-result]");
  form.querySelector(".cv-form-actions").hidden = true;
  form.querySelector("input[type=file]").addEventListener("change", async (event) => {
    const file = event.target.files[0];
    if (!file) return;
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    const isSame = hashes.includes([...digest].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
    result.className = `cv-alert cv-alert-${isSame ? "success" : "danger"}`;
    result.textContent = isSame ? form.dataset.same : form.dataset.other;
  });
  form.addEventListener("submit", (event) => event.preventDefault());
})();
