// Lets the service worker keep this page, and says how old the page is where it comes from there.

import { clockOf, sayDay, sayMinutes } from "./days.js";
import { say } from "./words.js";

/** When the page was kept, as the worker says. @type {(worker: ServiceWorker) => Promise<string | null>} */
const ask = (worker) => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => resolve(data);
  worker.postMessage({ ask: "age" }, [port2]);
});

/** Registers the worker at the root of the site; `line` is where the page's age is told. @param {HTMLElement} line */
export async function setUpOffline(line) {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  if (serviceWorker.controller) {
    const kept = await ask(serviceWorker.controller);
    if (kept) {
      const { day, minutes } = clockOf(new Date(kept));
      const sentence = "Không có kết nối. Đây là bản đã lưu trên máy này lúc {hour}, {day}; nội dung có thể đã thay đổi.";
      line.textContent = say(sentence, { hour: sayMinutes(minutes), day: sayDay(day) });
      line.hidden = false;
    }
  }
  try {
    await serviceWorker.register(new URL("../sw.js", import.meta.url));
    const { active } = await serviceWorker.ready;
    const addresses = [location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)];
    const again = Boolean(serviceWorker.controller);
    active?.postMessage({ ask: "keep", again, addresses: addresses.filter((address) => address.startsWith(location.origin)) });
  } catch { /* a private window, or a page opened as a file: it is read online only */ }
}
