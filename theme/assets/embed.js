// Shows a posting, or the list of a commune, on a page of another site. One line there is enough:
//   <script src="https://dvc.tinh.example/assets/embed.js" data-place="ha-noi/thuong-tin" data-code="1.001193" async></script>
// Without data-code: the commune's list. With data-ask it asks "Tôi cần giấy tờ gì?": for the procedure where none is named, then for what
// the answer depends on; nothing is chosen beforehand, and what is chosen stays in the page.
// It speaks the language of the page around it, or that of data-lang, where the site has it; else Vietnamese.
// Nothing but text, links and such fields is made, without styles; data-place and data-code are addresses only. The site's own pages for
// frames (nhung/…/hoi/) use it too: there it takes the place of the list before it, and #1.001193 names the procedure to begin with.
"use strict";

/** @typedef {{ said: string[] }} Row */
/** @typedef {(Node | string)[]} Told */
/** @typedef {{ code: string, name: string, url: string, fees: string | null, deadline: string | null, standing: string }} Listed */

(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const { place = "", code = "", ask } = script.dataset;
  const before = script.previousElementSibling, instead = before?.className === "without-script" ? before : null;
  if (!/^[a-z0-9-]+\/[a-z0-9-]+$/.test(place) || !/^([0-9][0-9.A-Z]*)?$/.test(code)) return;
  /** The language that is asked for. */
  const languageOf = () => {
    const asked = script.dataset.lang ?? /** @type {HTMLElement | null} */ (script.closest("[lang]"))?.lang ?? "";
    return /^[a-z]{2,3}(?=-|$)/.exec(asked.toLowerCase())?.[0] ?? "vi";
  };
  let lang = languageOf();
  /**
   * The sentences of that language, by the Vietnamese: one that speaks of a number as those for one and for several.
   * @type {Record<string, string | string[]>}
   */
  let known = {};
  let site = new URL("../", script.src);

  /** A sentence in the page's language. @param {string} message @param {Record<string, string | number>} [values] */
  const say = (message, values = {}) => {
    const found = known[message] ?? message;
    const said = typeof found === "string" ? found : found[values.number === 1 ? 0 : found.length - 1];
    return said.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  };
  /** A text that means several things: `context` says which. @param {string} context @param {string} message */
  const sayAs = (context, message) => String(known[`${context}\u0004${message}`] ?? message);
  /** @param {string} text */
  const lower = (text) => text.charAt(0).toLowerCase() + text.slice(1);
  const VIETNAMESE = /[ăâđêôơư\u1ea0-\u1ef9]/i; // of records that have no words in the page's language
  const SAMPLE = "Dữ liệu mẫu: số liệu ở đây là minh họa.";

  /** @type {(name: string, text?: string, ...inside: (Node | string)[]) => HTMLElement} */
  const make = (name, text = "", ...inside) => {
    const node = document.createElement(name);
    node.textContent = text;
    if (lang !== "vi" && VIETNAMESE.test(text.replaceAll("đồng", ""))) node.lang = "vi";
    node.append(...inside);
    return node;
  };
  /** With a name of a place in it, which is of no language. @param {HTMLElement} node */
  const placed = (node) => {
    node.removeAttribute("lang");
    return node;
  };
  /** A link to a page of the site; an address of anything else is text. @param {string} text @param {string} url */
  const link = (text, url) => {
    const node = /** @type {HTMLAnchorElement} */ (make("a", text));
    if (/^https?:\/\//.test(url)) node.href = url;
    if (instead) [node.target, node.rel] = ["_blank", "noopener"]; // the site's pages cannot be framed
    return node;
  };
  /** What is the same for all is said once, else each case with its answer. @type {<R extends Row>(rows: R[], words: (row: R) => string) => Told} */
  const list = (rows, words) => {
    const lines = rows.flatMap((row) => row.said.map((said) => [...(said ? [make("span", said), ": "] : []), make("span", words(row))]));
    return lines.length === 1 ? lines[0] : [make("ul", "", ...lines.map((line) => make("li", "", ...line)))];
  };
  /** @param {{ same_day_until?: string, amount?: number, unit?: string, unknown?: string }} deadline */
  const length = ({ same_day_until: until, amount, unit, unknown }) => {
    if (unknown) return `${say("chưa xác định")}: ${unknown}`;
    if (until) return say("ngay trong ngày nếu nhận trước {hour}", { hour: until });
    /** @type {Record<string, [string, string]>} */
    const units = {
      working_day: ["{number} ngày làm việc", "nửa ngày làm việc"], day: ["{number} ngày", "nửa ngày"],
      working_hour: ["{number} giờ làm việc", "nửa giờ làm việc"], month: ["{number} tháng", "nửa tháng"],
    };
    const [many, half] = units[unit || ""];
    if (amount === 0.5) return say(half);
    return say(many, { number: amount === 1 ? 1 : String(amount).replace(".", sayAs("before decimals", ",")) });
  };
  /** With its numbers and its condition, as the page for frames names it. @param {any} paper */
  const namePaper = (paper) => {
    const when = lower(paper.when ?? "");
    const told = [
      paper.originals && say("{number} bản chính", { number: paper.originals }),
      paper.copies && say("{number} bản sao", { number: paper.copies }),
      paper.certified_copies && say("{number} bản sao chứng thực", { number: paper.certified_copies }),
      when && (/^(khi|nếu|when|if) /i.test(when) ? when : say("nếu: {when}", { when })),
      paper.notes,
    ].filter(Boolean).join("; ");
    return told ? `${paper.name} (${told})` : paper.name;
  };
  /** @param {any} row */
  const nameOf = (row) => [
    ...row.submit.map(namePaper), ...row.present.map((/** @type {any} */ paper) => say("xuất trình: {paper}", { paper: namePaper(paper) })),
  ];
  /** @param {any} place @param {string} [counter] */
  const whereOf = ({ office, address, hours }, counter) => [
    make("dt", say("Đến đâu, khi nào")),
    make("dd", "", make("p", "", ...[office, address, counter].filter(Boolean).flatMap((one, i) => [i ? ", " : "", make("span", one)])),
      make("ul", "", ...hours.map((/** @type {{ days: string, hours: string }} */ one) => make("li", `${one.days}: ${one.hours}`)))),
  ];
  /** @param {any} posting */
  const aboutOf = (posting) => [
    make(instead ? "h2" : "h3", "", link(posting.short_name || posting.name, posting.url)),
    placed(make("p", `${posting.place.name}, ${posting.place.province} · ${say("mã {code}", { code: posting.code })}`)),
    ...(posting.standing === "in_force" ? []
      : [make("p", posting.standing === "not_yet" ? say("Bản niêm yết này chưa áp dụng.") : say("Bản niêm yết này không còn áp dụng."))]),
    ...(posting.outdated ? [make("p", say("Pháp luật đã thay nội dung này: {text}", { text: posting.outdated.text }))] : []),
    ...(posting.sample ? [make("p", say(SAMPLE))] : []),
  ];
  /** A part, unless the law has replaced it: what no longer holds is not shown. @type {(posting: any, part: string, title: string, told: Told) => Node[]} */
  const part = ({ outdated, url }, key, title, told) => {
    const holds = !outdated || (outdated.parts.length > 0 && !outdated.parts.includes(key));
    return [make("dt", title), holds ? make("dd", "", ...told) : make("dd", "", link(say("đã thay đổi, xem trên trang niêm yết"), url))];
  };
  /** @param {string} words @param {[string, string][]} options @param {(key: string) => void} then */
  const choose = (words, options, then) => {
    const select = /** @type {HTMLSelectElement} */ (make("select", "", ...[["", say("Chọn…")], ...options].map(([key, name]) => {
      const option = /** @type {HTMLOptionElement} */ (make("option", name));
      option.value = key;
      return option;
    })));
    select.addEventListener("change", () => then(select.value));
    return make("p", "", make("label", `${words} `, select));
  };
  /** What a posting asks, and its answer to what is chosen. @param {any} posting */
  const askPosting = (posting) => {
    const about = aboutOf(posting), answer = make("dl");
    if (posting.standing !== "in_force") return about;
    /** @type {Record<string, string>} */
    const chosen = {};
    /** @type {(table: any, words: (row: any) => Node[]) => Node[]} */
    const find = ({ by, rows }, words) => {
      /** @param {any} when */
      const is = (when) => by.every((/** @type {string} */ key) => when[key] === chosen[key]);
      const row = rows.find((/** @type {any} */ one) => one.when.some(is));
      return row ? words(row) : [make("span", say("Trả lời hết các câu hỏi ở trên để biết."))];
    };
    const update = () => answer.replaceChildren(
      ...part(posting, "papers", say("Mang theo"), find(posting.papers, (row) => [make("ul", "", ...nameOf(row).map((name) => make("li", name)))])),
      ...part(posting, "fees", say("Phải nộp"), find(posting.fees, (row) => [make("span", row.words)])),
      ...part(posting, "deadlines", say("Bao lâu có kết quả"), find(posting.deadlines, (row) => [make("span", length(row.deadline))])),
      ...whereOf(posting.place, posting.posting.counter));
    /** @type {Record<string, string>} */
    const words = { case: say("Trường hợp nào?"), channel: say("Nộp bằng cách nào?"), waiver: say("Có thuộc diện miễn, giảm không?") };
    const questions = posting.questions.map((/** @type {any} */ one) =>
      choose(one.words || words[one.key] || one.key, one.options.map((/** @type {any} */ option) => [option.key, option.words]), (key) => {
        chosen[one.key] = key;
        update();
      }));
    answer.setAttribute("aria-live", "polite");
    update();
    return [...about, ...questions, answer];
  };
  /** @param {any} posting */
  const showPosting = (posting) => {
    const about = aboutOf(posting);
    if (posting.standing !== "in_force") return about;
    const papers = posting.papers.rows.map((/** @type {any} */ row) => ({ said: row.said, names: nameOf(row) }));
    const facts = make("dl", "",
      ...part(posting, "papers", say("Mang theo"), list(papers, (/** @type {any} */ row) => row.names.join("; "))),
      ...part(posting, "fees", say("Phải nộp"), list(posting.fees.summary, (/** @type {any} */ row) => row.words)),
      ...part(posting, "deadlines", say("Bao lâu có kết quả"), list(posting.deadlines.rows, (/** @type {any} */ row) => length(row.deadline))),
      ...whereOf(posting.place, posting.posting.counter));
    return [...about, facts];
  };
  /** @param {{ name: string, url: string, sample: boolean, postings: Listed[] }} commune */
  const showCommune = (commune) => {
    const current = commune.postings.filter((one) => one.standing === "in_force");
    const sample = commune.sample ? [make("p", say(SAMPLE))] : [];
    /** @param {Listed} one */
    const toldOf = (one) => [one.fees, one.deadline].filter(Boolean).join("; ");
    const rows = current.map((one) => make("li", "", link(one.name, one.url), make("span", `: ${toldOf(one)}`)));
    const title = link(say("{number} thủ tục tại {place}", { number: current.length, place: commune.name }), commune.url);
    return [make("h3", "", placed(title)), ...sample, make("ul", "", ...rows)];
  };

  /** The question first, the posting of the answer below it. @param {{ postings: Listed[] }} commune */
  const askCommune = (commune) => {
    const current = commune.postings.filter((one) => one.standing === "in_force"), below = make("div");
    let wanted = "";
    const ways = choose(say("Bạn cần làm thủ tục nào?"), current.map((one) => [one.code, one.name]), (asked) => {
      wanted = asked;
      below.replaceChildren();
      if (asked) load(asked, (data) => below.replaceChildren(...askPosting(data)), below, () => wanted === asked);
    });
    const select = /** @type {HTMLSelectElement | null} */ (ways.querySelector("select")), named = instead ? location.hash.slice(1) : "";
    if (select && current.some((one) => one.code === named)) {
      select.value = named;
      select.dispatchEvent(new Event("change"));
    }
    return instead ? [ways, below] : [make("h3", say("Tôi cần giấy tờ gì?")), ways, below];
  };

  const box = make("section");
  box.className = "niemyet";
  script.after(box);
  /** @type {(asked: string, show: (data: any) => void, where: HTMLElement, wanted?: () => boolean) => void} */
  const load = (asked, show, where, wanted = () => true) => {
    const page = new URL(asked ? `${place}/${asked}/` : `${place}/`, site).href;
    const address = new URL(asked ? `api/v1/postings/${place}/${asked}.json` : `api/v1/communes/${place}.json`, site);
    fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
      .then((data) => wanted() && show(data))
      .catch(() => wanted() && !(instead?.isConnected) && where.replaceChildren(make("p", "", link(say("Xem thủ tục trên trang niêm yết"), page))));
  };
  const show = code ? (ask === undefined ? showPosting : askPosting) : ask === undefined ? showCommune : askCommune;
  const begin = () => {
    box.lang = lang;
    load(code, (data) => {
      instead?.remove();
      box.append(...show(data));
    }, box);
  };
  if (lang === "vi") begin();
  else {
    fetch(new URL(`embed-${lang}.json`, script.src), { credentials: "omit", referrerPolicy: "no-referrer" })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
      .then((words) => {
        known = words;
        site = new URL(`../${lang}/`, script.src);
      })
      .catch(() => {
        lang = "vi"; // the site is not in that language
      })
      .then(begin);
  }
})();
