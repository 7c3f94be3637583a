// Whether a printed sheet still holds: its version code, from the QR code or typed in, laid beside that of this page.

import { element } from "./page.js";

const SECTIONS = ["giay-to", "phi", "thoi-han", "noi-nop", "trinh-tu", "can-cu"];
const clean = (code) => code.toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1").replace(/[^0-9A-Z]/g, "");

/** Which groups differ: positions; null where `typed` is no code of this kind. */
export function compareCodes(typed, current) {
  const groups = current.split("-");
  const length = groups[0].length;
  const text = clean(typed);
  if (text.length !== groups.length * length) return null;
  return groups.flatMap((group, i) => (text.slice(i * length, (i + 1) * length) === group ? [] : [i]));
}

/** Says at the top of the page what became of the sheet whose code stands in the address, and takes typed codes. */
export function setUpVerify() {
  const current = document.querySelector("[data-version]")?.dataset.version;
  const verdict = document.querySelector("[data-verdict]");
  const form = document.querySelector("[data-verify]");
  if (!current || !verdict) return;
  const names = [...document.querySelectorAll(".groups > li")].map((item) => item.lastChild.textContent.trim());

  function judge(code) {
    const changed = compareCodes(code, current);
    document.querySelectorAll(".changed").forEach((section) => section.classList.remove("changed"));
    verdict.hidden = false;
    verdict.className = `note verdict ${changed?.length === 0 ? "verdict--right" : "note--stop"}`;
    if (changed === null) {
      verdict.replaceChildren(element("strong", {}, "Mã không đọc được. "), "Đối chiếu tờ niêm yết với trang này, hoặc hỏi nơi tiếp nhận.");
    } else if (!changed.length && document.querySelector(".note--stop:not(.verdict)")) {
      verdict.className = "note verdict note--stop";
      verdict.replaceChildren(element("strong", {}, "Tờ này phải gỡ xuống. "), "Nội dung không đổi nhưng thủ tục không còn được niêm yết, xem bên dưới.");
    } else if (!changed.length) {
      verdict.replaceChildren(element("strong", {}, "Tờ niêm yết này còn đúng. "), "Mã trên tờ trùng với nội dung đang công bố ở trang này.");
    } else {
      const links = changed.flatMap((i, n) => [n ? "; " : "", element("a", { href: `#${SECTIONS[i]}` }, names[i])]);
      verdict.replaceChildren(element("strong", {}, "Tờ niêm yết này đã cũ. "), "Từ khi in, phần sau đã thay đổi: ", ...links, ". Nội dung đúng hiện nay ở ngay dưới đây.");
      for (const i of changed) document.getElementById(SECTIONS[i])?.closest(".block")?.classList.add("changed");
    }
  }

  const code = new URLSearchParams(location.search).get("v");
  if (code) judge(code);
  if (form) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      judge(new FormData(form).get("v"));
      verdict.tabIndex = -1;
      verdict.focus();
    });
  }
}
