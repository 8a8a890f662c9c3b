// Reads QR codes with the camera, where the browser can: <div data-scanner hidden> on the page where codes are typed.
// What is read goes into the field "code" of the form, which is sent as if somebody had typed it.
(() => {
  const place = document.querySelector("[data-scanner]");
  if (!place || !("BarcodeDetector" in window) || !navigator.mediaDevices) return;
  const PAUSE = 250, SAME_AGAIN = 4000;
  const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
  const button = document.createElement("button");
  const video = document.createElement("video");
  const told = document.createElement("p");
  let stream = null, last = "", lastAt = 0;
  button.type = "button";
  button.className = "cv-button cv-button-secondary";
  button.textContent = place.dataset.start;
  video.playsInline = true;
  video.muted = true;
  video.hidden = true;
  told.setAttribute("role", "status");
  place.append(button, video, told);
  place.hidden = false;

  const send = (code) => {
    const now = Date.now();
    if (code === last && now - lastAt < SAME_AGAIN) return;
    [last, lastAt] = [code, now];
    const field = document.querySelector("#reading input[name=code]");
    if (!field) return;
    field.value = code;
    field.form.requestSubmit();
  };
  const look = async () => {
    if (!stream) return;
    try {
      const [found] = await detector.detect(video);
      if (found) send(found.rawValue);
    } catch { /* a frame that is not ready yet */ }
    setTimeout(look, PAUSE);
  };
  const stop = () => {
    stream?.getTracks().forEach((track) => track.stop());
    stream = null;
    video.hidden = true;
    button.textContent = place.dataset.start;
  };
  button.addEventListener("click", async () => {
    if (stream) return stop();
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      told.textContent = place.dataset.refused;
      return;
    }
    told.textContent = "";
    video.srcObject = stream;
    video.hidden = false;
    button.textContent = place.dataset.stop;
    await video.play();
    look();
  });
  // A new form comes after each code: whoever types or uses a reader goes on without touching the mouse.
  document.addEventListener("htmx:afterSwap", () => document.querySelector("#reading input[name=code]")?.focus());
})();
