// Rows that open: by an address that leads inside, and all of them on paper. Browsers that know how do it by themselves.

/** Opens every row around a node. @param {Element | null} node */
export function open(node) {
  for (let row = node?.closest("details"); row; row = row.parentElement?.closest("details")) row.open = true;
}

/** Opens what the address leads into. */
function follow() {
  const inside = document.querySelector(":target");
  if (!inside || !inside.closest("details:not([open])")) return;
  open(inside);
  inside.scrollIntoView();
}

/** Makes the rows of the page follow its address and its printing. */
export function setUpRows() {
  follow();
  addEventListener("hashchange", follow);
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details")].filter((row) => !row.open);
    for (const row of opened) row.open = true;
  });
  addEventListener("afterprint", () => {
    for (const row of opened) row.open = false;
  });
}

/** Shows the bar as long as what it leads to is not in sight; its room stays. @param {HTMLElement} bar @param {HTMLElement} answer */
export function setUpBar(bar, answer) {
  bar.hidden = false;
  new IntersectionObserver(([{ isIntersecting }]) => { bar.classList.toggle("bar--away", isIntersecting); }, { rootMargin: "0px 0px -25% 0px" }).observe(answer);
}
