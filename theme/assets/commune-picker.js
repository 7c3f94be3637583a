// "Your commune": typed with or without marks, by its name of today or of before; shown where it helps, changed, forgotten.

import { addressOf, CHANGED, forgetCommune, isKept, keepCommune, readCommune, titleInProvince, titleOf } from "./my-commune.js";
import { element, fetchFacts, fetchPlaces, fetchSearchData } from "./page.js";
import { filesFor, findPlaces } from "./place-finder.js";
import { nameUnit, sayUnit } from "./units.js";
import { pieces, say } from "./words.js";

const [MOST, WAIT] = [6, 80]; // results, milliseconds of quiet before looking

/** Makes a place for the commune live. @param {HTMLElement} box */
export const setUpMyCommune = (box) => new CommuneBox(box).setUp();

/** @type {(text: string, className: string, act: () => void) => HTMLButtonElement} */
function button(text, className, act) {
  const made = element("button", { type: "button", className }, text);
  made.addEventListener("click", act);
  return made;
}

/** "Xã Văn Tự (huyện Thường Tín) nay thuộc" @param {FoundPlace} found */
function sayOld({ old, part, district }) {
  const [, name, above] = /^(.*) \((.*)\)$/.exec(old) ?? ["", old, ""];
  const said = sayUnit(name) + (above && ` (${above.split(", ").map(sayUnit).join(", ")})`);
  if (district) return say("trước đây thuộc {old}", { old: said });
  return part ? say("một phần {old} nay thuộc đây", { old: said }) : say("{old} nay thuộc đây", { old: said });
}

class CommuneBox {
  timer = 0;
  changing = false;

  /** @param {HTMLElement} box */
  constructor(box) {
    this.box = box;
    this.root = box.dataset.root ?? "";
    this.files = this.root + (box.dataset.up ?? "");
    this.list = element("ul", { className: "mine__found" });
    this.status = element("p", { className: "mine__status", role: "status" });
    this.input = element("input", {
      className: "field mine__input", type: "text", id: "xa-cua-toi", autocomplete: "off", spellcheck: false, enterKeyHint: "search",
      placeholder: say("ví dụ: thuong tin"),
    });
  }

  setUp() {
    const { input } = this;
    input.addEventListener("input", () => { clearTimeout(this.timer); this.timer = setTimeout(() => this.look(), WAIT); });
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.look().then(() => this.list.querySelector("button")?.focus());
    });
    document.addEventListener(CHANGED, () => this.show());
    addEventListener("storage", ({ key }) => { if (key === "niemyet.commune") this.show(); }); // chosen in another window
    this.show();
  }

  show() {
    const commune = readCommune();
    this.box.classList.toggle("mine--chosen", commune !== null && !this.changing);
    if (commune && !this.changing) this.showChosen(commune); else this.ask(commune);
  }

  /** @param {MyCommune} commune */
  showChosen(commune) {
    const { box, root } = this;
    const kept = isKept() ? [] : [element("p", { className: "mine__note" }, say("Máy này không cho ghi nhớ: lựa chọn mất khi bạn rời trang này."))];
    box.replaceChildren(
      element("p", { className: "mine__who" }, element("span", { className: "mine__label" }, box.dataset.label ?? say("Xã, phường của bạn")), " ",
        element("a", { href: root + addressOf(commune) }, titleInProvince(commune))),
      element("p", { className: "mine__acts" },
        button(say("Đổi"), "quiet", () => { this.changing = true; this.show(); this.input.focus(); }),
        button(say("Quên"), "quiet", () => { forgetCommune(); this.input.focus(); })),
      ...kept);
    if (box.dataset.procedure) this.lead(commune, box.dataset.procedure);
  }

  /** One tap to what this commune posts of the page's procedure; or that it posts nothing of it. @type {(commune: MyCommune, code: string) => Promise<void>} */
  async lead(commune, code) {
    const address = `${this.root}${commune.path}/${code}/`;
    const posted = commune.posts && await isPosted(`${this.root}${commune.path}/phi-thoi-han.json`, code);
    if (readCommune()?.path !== commune.path) return; // another was chosen while we asked
    const link = element("a", { className: "button mine__lead", href: address }, say("Xem phí, giờ và nơi nộp tại {name}", { name: nameUnit(commune.kind, commune.name) }));
    const where = element("a", { href: this.root + addressOf(commune) }, say("hỏi nơi tiếp nhận"));
    this.box.append(posted ? link : element("p", { className: "mine__note" },
      ...pieces("{name} chưa niêm yết thủ tục này trên trang. Dưới đây là quy định chung; muốn chắc thì {link}.", { name: titleOf(commune), link: where })));
  }

  /** @param {MyCommune | null} commune the one until now */
  ask(commune) {
    const { box, input, status, list } = this;
    if (box.contains(input)) return;
    input.value = "";
    status.textContent = "";
    list.replaceChildren();
    const back = commune ? [button(say("Giữ như cũ"), "quiet", () => { this.changing = false; this.show(); })] : [];
    box.replaceChildren(
      element("label", { htmlFor: input.id, className: "mine__label" }, box.dataset.label ?? say("Xã, phường của bạn")),
      element("p", { className: "mine__row" }, input, ...back), status, list,
      element("p", { className: "mine__note" }, say("Gõ tên mới hoặc tên cũ, có dấu hay không dấu. Chỉ nhớ trên máy này, không gửi đi đâu."), " ",
        element("a", { href: `${this.root}xa/` }, say("Chọn theo tỉnh, thành phố"))));
  }

  async look() {
    const query = this.input.value.trim();
    if (!query) { this.list.replaceChildren(); this.status.textContent = ""; return; }
    try {
      const { country: { firsts, provinces } } = await fetchSearchData(`${this.root}tim-kiem/du-lieu.json`);
      const files = await Promise.all(filesFor(firsts, query).map((number) => fetchPlaces(`${this.files}tim-kiem/ten/${number}.json`)));
      if (this.input.value.trim() === query) this.offer(findPlaces(provinces, files, query, MOST));
    } catch {
      this.status.textContent = say("Chưa tải được danh sách xã, phường. Kiểm tra kết nối rồi thử lại.");
    }
  }

  /** @param {FoundPlace[]} found */
  offer(found) {
    this.status.textContent = this.input.value.trim().length < 2 ? "" : found.length ? say("Chọn một nơi:") : say("Không thấy nơi nào tên như vậy. Tên đã bỏ từ trước năm 2025 không có ở đây: gõ tên sau này, hoặc chọn theo tỉnh, thành phố.");
    this.list.replaceChildren(...found.map((one) => element("li", {}, this.offerOne(one))));
  }

  /** @param {FoundPlace} found */
  offerOne(found) {
    const { commune, old } = found;
    const notes = [commune.province, old && sayOld(found), commune.posts ? "" : say("chưa niêm yết tại đây")].filter(Boolean);
    const made = button("", "mine__one", () => {
      this.changing = false;
      keepCommune(commune);
      this.box.querySelector("a")?.focus();
    });
    made.append(element("strong", {}, titleOf(commune)), " ", element("span", {}, notes.join(" · ")));
    return made;
  }
}

/**
 * Whether a commune posts a procedure, by what it tells of its postings; where nobody can be asked, the reader may try.
 * @type {(file: string, code: string) => Promise<boolean>}
 */
async function isPosted(file, code) {
  try { return code in (await fetchFacts(file)).of; } catch { return true; }
}
