// "Is the sheet on the wall still right?" by its code alone, typed or scanned. The code stands behind "#", so it never leaves the device.

import { element } from "./page.js";
import { clean, differingParts, nameOf, numberOf, readScanned } from "./sheet-code.js";
import { pieces, say } from "./words.js";

/** @param {HTMLFormElement} form */
export function setUpCheck(form) {
  const field = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const box = /** @type {HTMLElement} */ (document.querySelector("[data-check-verdict]"));
  /** @param {string} text */
  const ask = async (text) => {
    field.value = text;
    const verdict = await judge(text, form).catch(() => bad(say("Chưa kiểm tra được vì không có mạng."), say("Mã vẫn ở trong ô trên; bấm Kiểm tra khi có mạng.")));
    if (verdict.page && form.dataset.forward !== undefined) { location.replace(verdict.page); return; }
    show(box, verdict);
  };
  const askAddress = () => {
    const asked = location.hash.slice(1);
    if (asked) ask(/%(?![\da-f]{2})|%[89a-f]/i.test(asked) ? asked : decodeURIComponent(asked)); // a code is ASCII
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(field.value).then(() => box.focus());
  });
  addEventListener("hashchange", askAddress);
  askAddress();
  import("./camera.js").then(({ setUpCamera }) => setUpCamera(form, ask));
}

/** @typedef {{title: string, words: (Node | string)[], right?: boolean, page?: string}} Verdict */
/** @type {(title: string, ...words: (Node | string)[]) => Verdict} */
const bad = (title, ...words) => ({ title, words });

/** @param {HTMLElement} box @param {Verdict} verdict */
function show(box, { title, words, right }) {
  box.hidden = false;
  box.tabIndex = -1;
  box.className = `note verdict check__verdict ${right ? "verdict--right" : "note--stop"}`;
  box.replaceChildren(element("strong", {}, title), element("p", {}, ...words));
}

/** The verdict on what was typed or scanned. Rejects without a connection. @param {string} text @param {HTMLElement} form @returns {Promise<Verdict>} */
async function judge(text, form) {
  const { code, path } = readScanned(text);
  if (!code) return tellSlip(text, form);
  const at = path ?? await find(code, form);
  if (at === null) return bad(say("Mã không thuộc trang này."), say("Không có xã, phường nào ở trang này mang mã ấy. Tờ có thể của nơi khác: xem tên nơi niêm yết in trên tờ."));
  if (at === "" && await findNamed(text, form)) return bad(say("Mã gõ còn thiếu."), say("Mới gõ sáu trong chín nhóm của mã; gõ đủ như in trên tờ."));
  if (at === "") return bad(say("Mã này in theo kiểu cũ, không nêu thủ tục và nơi niêm yết."), say("Quét mã QR trên tờ, hoặc mở trang của thủ tục ở xã, phường ấy rồi gõ mã ở cuối trang."));
  return compare(text, code, `${form.dataset.root}${at}/`, JSON.parse(form.dataset.parts ?? "[]"));
}

/**
 * What is wrong with what was typed, beside the code of the posting that it seems to name.
 * @param {string} text @param {HTMLElement} form @returns {Promise<Verdict>}
 */
async function tellSlip(text, form) {
  const { explainSlip } = await import("./sheet-slips.js");
  const at = await findNamed(text, form).catch(() => null);
  const { version } = at ? await openPosting(`${form.dataset.root}${at}/`).catch(() => ({ version: "" })) : { version: "" };
  return bad(say("Mã không đọc được."), explainSlip(text.split("#").at(-1) ?? "", version), " ",
    say("Chữ O và số 0, chữ I, L và số 1 gõ thế nào cũng được. Quét mã QR thì không phải gõ."));
}

/** The path of the posting that the first letters name, checked or not; null where they name none here. @param {string} text @param {HTMLElement} form */
async function findNamed(text, form) {
  const named = nameOf(clean(text.split("#").at(-1) ?? ""));
  return named && await find({ version: [], ...named }, form);
}

/** A posting's page and the code of the sheet that is right today. Rejects without a connection. @param {string} address */
async function openPosting(address) {
  const answer = await fetch(address);
  if (answer.headers.get("x-niemyet-kept")) throw new Error("offline");
  if (!answer.ok) return { page: null, version: "" };
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return { page, version: page.querySelector("[data-version]")?.dataset.version ?? "" };
}

/**
 * The verdict on the sheet of a posting, which is asked of its page.
 * @param {string} text @param {SheetCode} code @param {string} address @param {{name: string, anchor: string}[]} parts @returns {Promise<Verdict>}
 */
async function compare(text, code, address, parts) {
  const { page, version } = await openPosting(address);
  if (!page) return bad(say("Tờ này phải gỡ xuống."), say("Thủ tục trên tờ không còn được niêm yết ở nơi ấy."));
  if (!version) throw new Error(address);
  const current = version.split("-").slice(-code.version.length);
  const target = `${address}?v=${text.match(/[^#=/]*$/)?.[0] ?? ""}`;
  const named = element("a", { href: target }, page.title.split(" – ")[0]);
  if (page.querySelector("[data-stopped]")) return { ...bad(say("Tờ này phải gỡ xuống."), ...pieces("Thủ tục không còn được niêm yết: {page}.", { page: named })), page: target };
  const changed = differingParts(code.version, current);
  if (!changed.length) return { title: say("Tờ niêm yết này còn đúng."), words: pieces("Mọi phần trùng với nội dung đang công bố: {page}.", { page: named }), right: true, page: target };
  const links = element("span", {}, ...changed.flatMap((i, n) => [n ? "; " : "", element("a", { href: `${target}#${parts[i].anchor}` }, parts[i].name)]));
  return { ...bad(say("Tờ niêm yết này đã cũ."), ...pieces("Từ khi in, phần sau đã thay đổi: {parts}. Nội dung đúng hiện nay: {page}.", { parts: links, page: named })), page: target };
}

/** The path of the posting that a code names; null for none, "" where the code names none. @param {SheetCode} code @param {HTMLElement} form */
async function find({ commune, procedure }, form) {
  if (!commune || !procedure) return "";
  const answer = await fetch(`${form.dataset.communes}${commune.slice(0, 2)}.json`);
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(String(answer.status));
  /** @type {Record<string, [path: string, codes: string[]]>} */
  const communes = await answer.json();
  const found = communes[commune];
  return found ? `${found[0]}/${found[1].find((code) => numberOf(code) === procedure) ?? `${procedure[0]}.${procedure.slice(1)}`}` : null;
}
