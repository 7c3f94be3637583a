// What a page can do beyond reading: switch between light and dark, search. Pages are complete without it.
"use strict";

const root = document.documentElement;
const darkSystem = matchMedia("(prefers-color-scheme: dark)");

function isDark() {
  return root.dataset.scheme ? root.dataset.scheme === "dark" : darkSystem.matches;
}

function setUpSchemeSwitch(button) {
  const label = button.querySelector("[data-scheme-label]");
  const show = () => { label.textContent = isDark() ? "Nền sáng" : "Nền tối"; };
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

const searchForm = document.querySelector("[data-search]");
if (searchForm) import("./search.js").then(({ setUpSearch }) => setUpSearch(searchForm));
