// A field in which something is chosen by its name, typed with or without marks (the pattern "combobox" of WAI-ARIA).

import { freshId, make } from "./elements.js";
import { foldWords } from "./readings.js";

const MOST = 40;

/** Whether every word that was typed begins a word of the name. @param {string} name @param {string} typed */
export const fits = (name, typed) => foldWords(typed).split(" ").every((word) => ` ${foldWords(name)}`.includes(` ${word}`));

/**
 * @param {ChooserAsked} asked
 */
export function makeChooser(asked) {
  const chooser = new Chooser(asked);
  return { element: make("div", { class: "chooser" }, chooser.input, chooser.list), input: chooser.input };
}

class Chooser {
  /** @param {ChooserAsked} asked */
  constructor({ options, value, choose, refuse, attributes = {} }) {
    this.options = options;
    this.choose = choose;
    this.refuse = refuse;
    this.chosen = value;
    this.list = make("ul", { role: "listbox", id: freshId(), hidden: true, "aria-label": "Các lựa chọn" });
    this.input = make("input", {
      type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-expanded": "false", "aria-controls": this.list.id, "aria-autocomplete": "list",
      ...attributes, input: () => this.open(this.input.value), click: () => (this.list.hidden ? this.open("") : undefined), blur: () => this.leave(),
      keydown: (event) => this.press(/** @type {KeyboardEvent} */ (event)),
    });
    /** @type {[string, string][]} */
    this.shown = [];
    this.at = -1;
    this.input.value = this.nameOf(value);
  }

  /** @param {string} one */
  nameOf(one) {
    return one && (this.options().find(([known]) => known === one)?.[1] ?? one);
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.at = -1;
  }

  /** @param {number} index */
  mark(index) {
    this.at = index;
    for (const [n, item] of [...this.list.children].entries()) item.setAttribute("aria-selected", String(n === index));
    const item = this.list.children[index];
    this.input.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  }

  /** @param {string} one */
  take(one) {
    this.chosen = one;
    this.input.value = this.nameOf(one);
    this.close();
    this.choose(one);
  }

  /** Shows what fits. @param {string} typed */
  open(typed) {
    this.shown = this.options().filter(([code, name]) => fits(`${name} ${code}`, typed)).slice(0, MOST);
    this.list.replaceChildren(...this.shown.map(([one, name]) => make("li", {
      role: "option", id: freshId(), "aria-selected": "false", mousedown: (event) => event.preventDefault(), click: () => this.take(one),
    }, name)));
    this.close();
    this.list.hidden = !this.shown.length;
    this.input.setAttribute("aria-expanded", String(this.shown.length > 0));
  }

  leave() {
    this.close();
    const typed = this.input.value.trim();
    if (typed === this.nameOf(this.chosen)) return;
    const exact = this.options().filter(([one, name]) => one === typed || foldWords(name) === foldWords(typed));
    if (!typed) this.take("");
    else if (exact.length === 1) this.take(exact[0][0]);
    else this.refuse?.(typed);
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) this.open(this.input.value === this.nameOf(this.chosen) ? "" : this.input.value);
      const step = event.key === "ArrowDown" ? this.at + 1 : this.at - 1;
      if (this.shown.length) this.mark((step + this.shown.length) % this.shown.length);
      return;
    }
    if (this.list.hidden) return;
    if (event.key === "Enter") {
      event.preventDefault();
      if (this.at >= 0 || this.shown.length === 1) this.take(this.shown[Math.max(this.at, 0)][0]);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      this.close();
    }
  }
}
