// Elements of the page.

let made = 0;
/** A name that no other element has. */
export const freshId = () => `o${(made += 1)}`;

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | boolean | undefined | ((event: Event) => void)>} attributes Functions listen to the event of their name.
 * @param {(Node | string | null | undefined | false)[]} content
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function make(name, attributes = {}, ...content) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value === true) element.setAttribute(key, "");
    else if (typeof value === "string") element.setAttribute(key, value);
  }
  element.append(...content.filter((one) => one instanceof Node || typeof one === "string"));
  return element;
}

/** @param {string} words @param {() => void} act @param {string} [kind] @param {string} [whole] What it is called where its words are short. */
export const button = (words, act, kind, whole) => make("button", { type: "button", class: kind, "aria-label": whole, click: act }, words);

/** Leads to a page of the form. @param {string} hash @param {string} words */
export const way = (hash, words) => make("a", { href: `#/${hash}` }, words);

/** Says something to who does not see the page; and shows it at its foot. @param {string} words */
export function announce(words) {
  const place = document.querySelector("#loi-nhan");
  if (place) place.textContent = words;
}
