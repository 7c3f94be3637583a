// What a page can do beyond reading: switch between light and dark, search, choose a case. Pages are complete without it.
"use strict";

const root = document.documentElement;
const darkSystem = matchMedia("(prefers-color-scheme: dark)");

function isDark() {
  return root.dataset.scheme ? root.dataset.scheme === "dark" : darkSystem.matches;
}

/** @param {HTMLElement} button */
function setUpSchemeSwitch(button) {
  const label = button.querySelector("[data-scheme-label]");
  const [dark, light] = [label.textContent, label.dataset.schemeLabel || "Nền sáng"]; // a page in another language has both
  const show = () => { label.textContent = isDark() ? light : dark; };
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.scheme = isDark() ? "light" : "dark";
    try { localStorage.setItem("niemyet.scheme", root.dataset.scheme); } catch { /* only this page then */ }
    show();
  });
  darkSystem.addEventListener("change", show);
  show();
}

document.querySelectorAll("[data-scheme-switch]").forEach(setUpSchemeSwitch);

// What a page asks for is fetched for it, and nothing else.
/** @type {(selector: string, load: (node: HTMLElement) => void) => void} */
const on = (selector, load) => { const node = document.querySelector(selector); if (node) load(node); };
on("[data-search]", (form) => import("./search.js").then(({ setUpSearch }) => setUpSearch(/** @type {HTMLFormElement} */ (form))));
on("[data-filter]", (box) => import("./filter.js").then(({ setUpFilter }) => setUpFilter(box)));
on("[data-journey]", (box) => import("./journey.js").then(({ setUpJourney }) => setUpJourney(box)));
on("[data-place]", (section) => import("./commune-place.js").then(({ setUpPlace }) => setUpPlace(section)));
on("[data-my-commune]", (box) => import("./commune-picker.js").then(({ setUpMyCommune }) => setUpMyCommune(box)));
on("[data-open]", (line) => import("./office.js").then(({ setUpOpenNow }) => setUpOpenNow(line)));
on("[data-tools], [data-copy]", () => {
  for (const node of document.querySelectorAll("[data-tools], [data-copy]")) node.hidden = false;
  const buttons = [...document.querySelectorAll("[data-tools] button, [data-copy]")];
  /** Few tap a tool: it is fetched at the first tap, which is done once more. @param {Event} event */
  const begin = async ({ currentTarget }) => {
    for (const button of buttons) button.removeEventListener("click", begin);
    const { setUpTools } = await import("./tools.js");
    setUpTools();
    /** @type {HTMLElement} */ (currentTarget).click();
  };
  for (const button of buttons) button.addEventListener("click", begin);
});
on("[data-sift]", (form) => import("./sift.js").then(({ setUpSift }) => setUpSift(/** @type {HTMLFormElement} */ (form))));
on("[data-check]", (form) => import("./check.js").then(({ setUpCheck }) => setUpCheck(/** @type {HTMLFormElement} */ (form))));
/** What works inside a row is fetched when it opens. @type {(inside: HTMLElement | null, load: () => void) => void} */
const onOpen = (inside, load) => {
  const row = /** @type {HTMLDetailsElement | null} */ (inside?.closest("details") ?? inside?.querySelector("details"));
  if (!row || row.open) load(); else row.addEventListener("toggle", load, { once: true });
};
on("[data-version]", (version) => {
  const load = () => import("./verify.js").then(({ setUpVerify }) => setUpVerify());
  if (new URLSearchParams(location.search).has("v")) load(); else onOpen(version, load);
});
on("[data-duty]", (box) => onOpen(box, () => import("./duty.js").then(({ setUpDuty }) => setUpDuty(box))));
on("details", () => import("./rows.js").then(({ setUpRows }) => setUpRows()));
on("[data-chooser]", async (form) => {
  if (document.querySelector("[data-stopped]")) return; // what is not done here any more has no answer
  const [{ setUpChooser }, { setUpAnswerNow }, { setUpBar }] = await Promise.all([
    import("./chooser.js"), import("./answer-now.js"), import("./rows.js"),
  ]);
  // The others follow the chooser.
  setUpChooser(/** @type {HTMLFormElement} */ (form));
  const section = document.querySelector("[data-return]");
  setUpAnswerNow(section);
  onOpen(section, () => import("./return-form.js").then(({ setUpReturnForm }) => setUpReturnForm(section)));
  setUpBar(document.querySelector("[data-bar]"), document.querySelector(".answer"));
});
on("[data-changes-on]", (note) => {
  if (Date.now() >= Date.parse(`${note.dataset.changesOn}T00:00+07:00`)) import("./passed.js").then(({ tellPassed }) => tellPassed(note));
});
on("[data-kept]", (section) => import("./kept-pages.js").then(({ listKeptPages }) => listKeptPages(section)));
on("[data-keep]", (line) => import("./kept-pages.js").then(({ setUpKeeping }) => setUpKeeping(line)));
if (navigator.serviceWorker?.controller) import("./forget.js").then(({ setUpForgetting }) => setUpForgetting());
on("[data-age]", (line) => import("./offline.js").then(({ setUpOffline }) => setUpOffline(line)));
