// Reads the QR code of a sheet with the camera, where the browser knows how. The camera is asked for on a tap and let go after it;
// no picture is kept or sent.

import { element } from "./page.js";
import { say } from "./words.js";

const EVERY = 200;

/** @typedef {{detect: (source: HTMLVideoElement) => Promise<{rawValue: string}[]>}} Detector */
/** @typedef {{new (wanted: object): Detector, getSupportedFormats: () => Promise<string[]>}} DetectorClass */

/** Puts a button into the form, where this browser can. @param {HTMLFormElement} form @param {(text: string) => void} found */
export async function setUpCamera(form, found) {
  const { BarcodeDetector: Detector } = /** @type {{BarcodeDetector?: DetectorClass}} */ (/** @type {unknown} */ (globalThis));
  if (!Detector || !navigator.mediaDevices || !(await Detector.getSupportedFormats()).includes("qr_code")) return;
  const detector = new Detector({ formats: ["qr_code"] });
  const button = element("button", { type: "button", className: "quiet check__camera" }, say("Quét bằng máy ảnh"));
  const problem = element("p", { hidden: true, role: "status" });
  form.append(button, problem);
  const video = element("video", { playsInline: true, muted: true, hidden: true, className: "check__video", "aria-label": say("Hình từ máy ảnh") });
  form.append(video);

  const close = () => {
    if (video.srcObject instanceof MediaStream) video.srcObject.getTracks().forEach((track) => track.stop());
    video.srcObject = null;
    video.hidden = true;
    button.textContent = say("Quét bằng máy ảnh");
  };
  const look = async () => {
    if (!video.srcObject) return;
    const codes = await detector.detect(video).catch(() => []);
    if (!codes.length) { setTimeout(look, EVERY); return; }
    close();
    found(codes[0].rawValue);
  };
  /** @param {MediaStream} stream */
  const open = (stream) => {
    button.textContent = say("Đóng máy ảnh");
    video.srcObject = stream;
    video.hidden = false;
    video.play().then(look);
  };
  const refuse = () => {
    problem.textContent = say("Không mở được máy ảnh. Gõ mã in trên tờ.");
    problem.hidden = false;
  };
  button.addEventListener("click", () => {
    if (video.srcObject) { close(); return; }
    problem.hidden = true;
    navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false }).then(open, refuse);
  });
  addEventListener("pagehide", close);
}
