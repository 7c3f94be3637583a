// A commune that does not post here, named in the address (xa/ha-tinh/#thach-ha): the page of its province speaks of it alone.

import { keepCommune, readCommune } from "./my-commune.js";
import { element } from "./page.js";
import { capitalize, nameUnit, sayUnit } from "./units.js";
import { say } from "./words.js";

/** Follows the address. @param {HTMLElement} section what holds for every commune that does not post here */
export const setUpPlace = (section) => new PlacePage(section).setUp();

class PlacePage {
  head = document.querySelector("[data-place-head]");
  list = [...this.head.childNodes];

  /** @param {HTMLElement} section */
  constructor(section) {
    this.section = section;
    this.heading = section.querySelector("h2");
    this.asked = this.heading.textContent;
    this.former = section.querySelector("[data-place-former]");
  }

  setUp() {
    addEventListener("hashchange", () => this.show());
    this.show();
  }

  show() {
    const item = document.getElementById(location.hash.slice(1));
    const past = item?.querySelector(".country__former");
    [this.former.textContent, this.former.hidden] = [past?.textContent ?? "", !past];
    if (item?.dataset.kind) this.showOne(item); else this.showAll();
  }

  showAll() {
    this.head.replaceChildren(...this.list);
    this.heading.textContent = this.asked;
  }

  /** @param {HTMLElement} item of the list */
  showOne(item) {
    const { kind = "", name = "" } = item.dataset;
    const { province: folder = "", name: province = "" } = this.section.dataset;
    const link = item.querySelector("a");
    const commune = { path: `${folder}/${item.id}`, kind, name, province, posts: link !== null };
    const title = capitalize(nameUnit(kind, name));
    const lead = say("Xem các thủ tục niêm yết tại {name}", { name: nameUnit(kind, name) });
    this.head.replaceChildren(
      element("h1", {}, title), element("p", { className: "heading__place" }, capitalize(sayUnit(province))),
      ...link ? [element("p", {}, element("a", { className: "button", href: link.getAttribute("href") ?? "" }, lead))] : []);
    this.heading.textContent = link ? this.asked : say("{name} chưa niêm yết tại đây", { name: title });
    const mine = readCommune();
    if (mine?.path !== commune.path) this.head.append(offer(commune));
    else if (mine.posts !== commune.posts) keepCommune(commune); // it has begun, or stopped, since it was chosen
    scrollTo(0, 0);
  }
}

/** @param {MyCommune} commune */
function offer(commune) {
  const button = element("button", { type: "button", className: "quiet" }, say("Nhớ đây là xã, phường của tôi"));
  button.addEventListener("click", () => {
    const kept = keepCommune(commune);
    button.replaceWith(element("span", { role: "status" }, kept ? say("Đã nhớ trên máy này.") : say("Máy này không cho ghi nhớ.")));
  });
  return element("p", {}, button);
}
