// What stands around the control of a field: its label, what helps, and what was understood or refused.

import { freshId, make } from "./elements.js";

/** @param {KeyPath} path */
export const keyOf = (path) => JSON.stringify(path);

/**
 * A field with its label. Its place is kept in the form, so that a sentence about it can be shown there.
 * @param {RecordForm} form @param {FormField} field @param {KeyPath} path
 * @param {(attributes: Record<string, string | undefined>) => { element: HTMLElement, input: HTMLElement }} control
 */
export function frame(form, field, path, control) {
  const [id, hint, told] = [freshId(), freshId(), freshId()];
  const { element, input } = control({ id, "aria-describedby": field.hint ? `${hint} ${told}` : told, "aria-required": field.need ? "true" : undefined });
  const said = make("p", { id: told, class: "told", "aria-live": "polite" });
  form.places.set(keyOf(path), { input, said, understood: "" });
  const label = make("label", { for: id }, field.title || "Nội dung", field.need ? make("span", { class: "need" }, " (bắt buộc)") : "");
  return make("div", { class: `field of-${field.kind}` }, label, field.hint ? make("p", { class: "hint", id: hint }, field.hint) : "", element, said);
}

/**
 * A group of fields with its title.
 * @param {RecordForm} form @param {FormField} field @param {KeyPath} path @param {string} title @param {(Node | string)[]} content
 */
export function group(form, field, path, title, ...content) {
  const told = freshId();
  const said = make("p", { id: told, class: "told", "aria-live": "polite" });
  const box = make("fieldset", { "aria-describedby": told, tabindex: "-1" }, make("legend", {}, title, field.need ? make("span", { class: "need" }, " (bắt buộc)") : ""),
    field.hint ? make("p", { class: "hint" }, field.hint) : "", ...content, said);
  form.places.set(keyOf(path), { input: box, said, understood: "" });
  return box;
}

/**
 * What is opened and closed; the form remembers which. What is inside is drawn when it is opened first.
 * @param {RecordForm} form @param {KeyPath} path @param {string} title @param {() => (Node | string)[]} draw
 */
export function folded(form, path, title, draw) {
  const key = `${keyOf(path)}${title}`;
  const summary = make("summary", {}, title);
  const box = make("details", {}, summary);
  const fill = () => (box.childElementCount === 1 ? box.append(...draw()) : undefined);
  box.addEventListener("toggle", () => {
    if (box.open) fill();
    if (box.open) form.opened.add(key);
    else form.opened.delete(key);
  });
  if (form.opened.has(key)) {
    fill();
    box.open = true;
  }
  return box;
}

/**
 * Shows at every field what is to be said about it: understood, refused, doubtful.
 * @param {RecordForm} form @param {Problem[]} problems @param {boolean} all
 */
export function tell(form, problems, all) {
  const byPath = new Map(problems.map((problem) => [keyOf(problem.path), problem]));
  for (const [key, { input, said, understood }] of form.places) {
    const problem = byPath.get(key);
    const shown = problem && (all || form.touched.has(key)) ? problem : undefined;
    const words = shown?.told ?? understood;
    if (said.textContent !== words) said.textContent = words;
    said.className = `told${shown ? (shown.warning ? " doubtful" : " refused") : ""}`;
    if (shown && !shown.warning) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
}
