// Shows a posting, or the list of a commune, on a page of another site. One line there is enough:
//   <script src="https://dvc.tinh.example/assets/embed.js" data-place="ha-noi/thuong-tin" data-code="1.001193" async></script>
// Without data-code: the commune's list. Nothing but text and links is made, without styles; data-place and data-code are addresses only.
"use strict";

/** @typedef {{ said: string[] }} Row */
/** @typedef {{ code: string, name: string, url: string, fees: string | null, deadline: string | null, standing: string }} Listed */

(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const site = new URL("../", script.src);
  const { place = "", code = "" } = script.dataset;
  if (!/^[a-z0-9-]+\/[a-z0-9-]+$/.test(place) || !/^([0-9][0-9.A-Z]*)?$/.test(code)) return;

  /** @type {(name: string, text?: string, ...inside: Node[]) => HTMLElement} */
  const make = (name, text = "", ...inside) => {
    const node = document.createElement(name);
    node.textContent = text;
    node.append(...inside);
    return node;
  };
  /** A link to a page of the site; an address of anything else is text. @param {string} text @param {string} url */
  const link = (text, url) => {
    const node = /** @type {HTMLAnchorElement} */ (make("a", text));
    if (/^https?:\/\//.test(url)) node.href = url;
    return node;
  };
  /** What is the same for all is said once, else each case with its answer. @type {<R extends Row>(rows: R[], words: (row: R) => string) => Node[]} */
  const list = (rows, words) => {
    const lines = rows.flatMap((row) => row.said.map((said) => (said ? `${said}: ${words(row)}` : words(row))));
    return lines.length === 1 ? [make("span", lines[0])] : [make("ul", "", ...lines.map((line) => make("li", line)))];
  };
  /** @param {{ same_day_until?: string, amount?: number, unit?: string, unknown?: string }} deadline */
  const length = ({ same_day_until: until, amount, unit, unknown }) => {
    if (unknown) return `chưa xác định: ${unknown}`;
    /** @type {Record<string, string>} */
    const units = { working_day: "ngày làm việc", day: "ngày", working_hour: "giờ làm việc", month: "tháng" };
    return until ? `ngay trong ngày nếu nhận trước ${until}` : `${String(amount).replace(".", ",")} ${units[unit || ""]}`;
  };
  /** @param {any} posting */
  const showPosting = (posting) => {
    const head = make("h3", "", link(posting.short_name || posting.name, posting.url));
    const about = make("p", `${posting.place.name}, ${posting.place.province} · mã ${posting.code}`);
    if (posting.standing !== "in_force") return [head, about, make("p", "Bản niêm yết này không còn áp dụng.")];
    const sample = posting.sample ? [make("p", "Dữ liệu mẫu: số liệu ở đây là minh họa.")] : [];
    const papers = posting.papers.rows.map((/** @type {any} */ row) => ({
      said: row.said,
      names: [...row.submit, ...row.present].map((/** @type {any} */ paper) => paper.name + (paper.when ? ` (nếu: ${paper.when})` : "")),
    }));
    const facts = make("dl", "",
      make("dt", "Mang theo"), make("dd", "", ...list(papers, (/** @type {any} */ row) => row.names.join("; "))),
      make("dt", "Phải nộp"), make("dd", "", ...list(posting.fees.summary, (/** @type {any} */ row) => row.words)),
      make("dt", "Bao lâu có kết quả"), make("dd", "", ...list(posting.deadlines.rows, (/** @type {any} */ row) => length(row.deadline))),
      make("dt", "Đến đâu"), make("dd", [posting.place.office, posting.posting.counter].filter(Boolean).join(", ")));
    return [head, about, ...sample, facts];
  };
  /** @param {{ name: string, url: string, sample: boolean, postings: Listed[] }} commune */
  const showCommune = (commune) => {
    const current = commune.postings.filter((one) => one.standing === "in_force");
    const sample = commune.sample ? [make("p", "Dữ liệu mẫu: số liệu ở đây là minh họa.")] : [];
    const rows = current.map((one) => make("li", "", link(one.name, one.url), make("span", `: ${one.fees ?? ""}; ${one.deadline ?? ""}`)));
    return [make("h3", "", link(`${current.length} thủ tục tại ${commune.name}`, commune.url)), ...sample, make("ul", "", ...rows)];
  };

  const box = make("section");
  box.className = "niemyet";
  box.lang = "vi";
  script.after(box);
  const page = new URL(code ? `${place}/${code}/` : `${place}/`, site).href;
  const address = new URL(code ? `api/v1/postings/${place}/${code}.json` : `api/v1/communes/${place}.json`, site);
  fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
    .then((data) => box.append(...(code ? showPosting(data) : showCommune(data))))
    .catch(() => box.append(make("p", "", link("Xem thủ tục trên trang niêm yết", page))));
})();
