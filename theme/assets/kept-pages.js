// Pages on this device for times without a connection: which there are, and how a whole commune is kept.

import { element } from "./page.js";
import { say } from "./words.js";

/** Lists the kept pages by what they are called. @param {HTMLElement} section */
export async function listKeptPages(section) {
  const keys = [...await caches.keys()];
  const requests = (await Promise.all(keys.map(async (key) => (await caches.open(key)).keys()))).flat();
  const pages = await Promise.all(requests.filter(({ url }) => url.endsWith("/")).map(async ({ url }) => {
    const text = await (await caches.match(url))?.text() ?? "";
    const title = new DOMParser().parseFromString(text, "text/html").title;
    return { url, title: title.replace(/ – [^–]*$/, "") };
  }));
  pages.sort((one, other) => one.title.localeCompare(other.title, "vi"));
  section.querySelector("ul")?.append(...pages.map(({ url, title }) => element("li", {}, element("a", { href: url }, title))));
  section.hidden = !pages.length;
}

/** @typedef {{ pages: number, bytes: number }} Kept */

/** @type {(worker: ServiceWorker, ask: "keep whole" | "measure", addresses: string[]) => Promise<Kept>} */
const order = (worker, ask, addresses) => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => resolve(data);
  worker.postMessage({ ask, addresses }, [port2]);
});

/** 1 234 567 → "1.206" kilobytes @param {number} bytes */
const kilobytes = (bytes) => String(Math.ceil(bytes / 1024)).replace(/\B(?=(\d{3})+$)/g, ".");

/**
 * How large they may be in all, in bytes: postings are much alike, so one of them is weighed, which is kept then.
 * @param {string[]} addresses the page that lists them first
 */
async function guessSize([page, first, ...others]) {
  const sizes = await Promise.all([page, first].filter(Boolean).map(async (address) => (await (await fetch(address)).blob()).size));
  return sizes.reduce((sum, size) => sum + size, 0) + others.length * (sizes[1] ?? 0);
}

/** Offers to keep this page and all that it lists. @param {HTMLElement} line */
export async function setUpKeeping(line) {
  const active = (await navigator.serviceWorker?.ready)?.active;
  if (!active) return;
  const links = [...document.querySelectorAll("#danh-sach a")].map((link) => /** @type {HTMLAnchorElement} */ (link).href);
  const addresses = [location.href, ...links];
  const likely = await guessSize(addresses);
  const button = element("button", { type: "button", className: "quiet" });
  const told = element("span", { role: "status", className: "remark" });
  /** @param {Kept} kept */
  const show = ({ pages, bytes }) => {
    const whole = pages === addresses.length;
    button.textContent = whole ? say("Lưu lại bản mới") : say("Lưu để xem khi không có mạng");
    told.textContent = whole ? say("Đã lưu cả {count} trang trên máy này ({size} KB).", { count: pages, size: kilobytes(bytes) })
      : say("Nơi này có {count} trang, khoảng {size} KB.", { count: addresses.length, size: kilobytes(likely) });
  };
  button.addEventListener("click", async () => {
    button.disabled = true;
    told.textContent = say("Đang lưu…");
    const kept = await order(active, "keep whole", addresses);
    show(kept);
    if (kept.pages < addresses.length) told.textContent = say("Mới lưu được {count} trên {all} trang. Thử lại khi có mạng.", { count: kept.pages, all: addresses.length });
    button.disabled = false;
  });
  show(await order(active, "measure", addresses));
  line.append(button, " ", told);
  line.hidden = false;
}
