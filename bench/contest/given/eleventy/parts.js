// The parts of a posting's page. What a province's communes share of a procedure, and what a commune's postings share, is made once.
import { readFileSync } from "node:fs";

const read = (path) => readFileSync(path, "utf8");
export const frame = Object.fromEntries(
  ["masthead", "tools", "return", "verify", "colophon"].map((name) => [name, read(`frame/${name}.html`)]),
);

const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };
export const escape = (text) => String(text).replace(/[&<>"']/g, (sign) => SIGNS[sign]);
export const each = (items, make) => items.map(make).join("");

const cite = ({ to, number }) => `<a class="cite" href="../../../${to}">${escape(number)}</a>`;
const tags = ({ cases, channel }) =>
  each(cases, (name) => `<span class="tag tag--case">${escape(name)}</span>`)
  + (channel ? `<span class="tag tag--channel">${escape(channel)}</span>` : "");
const facts = (part) => each(part.facts, (fact) => `<span class="tag">${escape(fact)}</span>`) + tags(part);
const answersOf = (kind, answers) => `<script type="application/json" data-answers="${kind}">${answers}</script>`;

const form = ({ name, document, url, source }) =>
  escape(name)
  + (document ? ` (ban hành kèm theo ${cite(document)})` : "")
  + (url
    ? ` – <a href="${escape(url)}" rel="noopener">tải mẫu</a>`
    : `. Trang này chưa có tệp mẫu: hỏi nơi tiếp nhận, hoặc xem ở <a href="${escape(source)}" rel="noopener">trang nguồn của thủ tục</a>.`);

const ICONS = {
  papers: "M6 3h8l4 4v14H6V3ZM14 3v4h4M9 12h6M9 16h6",
  coin: "M3 7h18v10H3V7ZM12 9.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 1 0 0-4.4ZM6 12h.01M18 12h.01",
  clock: "M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0ZM12 7v5l3.5 2",
  pin: "M12 21.5s7-6.2 7-11.5a7 7 0 0 0-14 0c0 5.3 7 11.5 7 11.5ZM9.5 10a2.5 2.5 0 1 0 5 0 2.5 2.5 0 1 0-5 0Z",
  left: "M15 5l-7 7 7 7",
  next: "M9 5l7 7-7 7",
};
const icon = (name) => `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${ICONS[name]}"/></svg>`;

// A row that opens. All three are HTML.
export const more = (title, what, id, inside) => `<details class="more">
<summary><span><strong class="more__title">${title}</strong><span class="more__what">${what}</span></span></summary>
<div class="more__in" id="${id}">
${inside}</div>
</details>
`;
const fold = (summary, inside) => `<details class="fold"><summary>${summary}</summary>${inside}</details>`;

const ROWS = {
  papers: { to: "giay-to", drawing: "papers", label: "Mang theo" },
  fees: { to: "phi", drawing: "coin", label: "Bạn nộp" },
  deadlines: { to: "thoi-han", drawing: "clock", label: "Bao lâu có kết quả" },
  place: { to: "noi-nop", drawing: "pin", label: "Đến đâu, lúc nào" },
};
export const answer = (key, value, note) => `    <li><a href="#${ROWS[key].to}">${icon(ROWS[key].drawing)}<span><span class="answer__label">${ROWS[key].label}</span><span class="answer__value" data-card="${key}">${escape(value)}</span><span class="answer__note" data-note="${key}">${escape(note)}</span></span>${icon("next")}</a></li>
`;

const remark = (part) => {
  const said = `<p class="paper__notes">${escape(part.notes)}</p>`;
  return part.notes_begin ? fold(escape(part.notes_begin), said) : part.notes ? said : "";
};

const paper = (part) => `  <li class="paper" data-line="${part.place}"${part.when_begins ? ` data-when="${escape(part.when_begins)}"` : ""}>
    <p><span class="paper__name">${escape(part.name)}</span><span class="paper__facts">${escape(part.counts)}</span></p>
${part.cases.length || part.channel ? `<p class="paper__tags">${tags(part)}</p>` : ""}${part.when ? `<p class="paper__when">${escape(part.when)}</p>` : ""}${remark(part)}${part.form ? fold("Lấy mẫu ở đâu?", `<p class="paper__form">Theo mẫu: ${form(part.form)}</p>`) : ""}  </li>
`;

const papers = (groups) => each(groups, (group) => `<div data-group>
  <h3>${escape(group.title)}</h3>
  <ul class="papers" data-papers="${group.kind}">
${each(group.papers, paper)}</ul>
  </div>
  `);

const chooser = (questions) => `<form class="chooser" id="truong-hop" data-chooser hidden>
  ${each(questions, (asked) => `<fieldset>
    <legend>${escape(asked.words)}</legend>
    <div class="picks${asked.by_way ? " picks--ways" : ""}">
    ${each(asked.options, ({ key, words, checked }) => `<label class="pick${key ? "" : " pick--unsure"}"><input type="radio" name="${asked.key}" value="${escape(key)}"${checked ? " checked" : ""}><span>${escape(words)}</span></label>
    `)}</div>
  </fieldset>
  `)}<div class="counts" data-counts></div>
  <button class="again" type="reset" hidden>Chọn lại từ đầu</button>
</form>
`;

const fees = (procedure) => `  <ul class="lines" data-lines="fees">
    ${each(procedure.fees, (fee) => `<li class="line">
      <p class="line__value">${escape(fee.value)}${fee.sample ? ' <span class="tag tag--sample">mẫu</span>' : ""}</p>
      <p class="line__facts">${facts(fee)}</p>
${fee.note ? `<p>${escape(fee.note)}</p>` : ""}${fee.basis ? `<p class="basis">Căn cứ: ${cite(fee.basis)}</p>` : ""}    </li>
    `)}
  </ul>
  ${each(procedure.waivers, ({ title, lines }) => `<h3>${escape(title)}</h3>
  <ul class="waivers">
    ${each(lines, ({ verb, text, basis }) => `<li><strong>${escape(verb)}:</strong> ${escape(text)}. <span class="basis">Căn cứ: <a href="../../../${basis.to}">${escape(basis.number)}</a>.</span></li>
    `)}
  </ul>
`)}`;

const papersAndFees = (procedure) => `<section class="part" data-dossier>
  <h2 id="giay-to">Giấy tờ cần mang</h2>
  ${papers(procedure.always)}
  ${procedure.sometimes.length ? `<div data-group>
  ${more("Giấy tờ khác, chỉ trong trường hợp riêng", escape(procedure.conditions), "giay-to-rieng", papers(procedure.sometimes))}  </div>` : ""}
  ${answersOf("papers", procedure.papers_answers)}
<p class="law-hint law-hint--right">Ngoài các giấy tờ này, cơ quan tiếp nhận không được yêu cầu thêm giấy tờ chưa công bố.</p></section>
<section class="part">
  <h2 id="phi">Phí, lệ phí</h2>
  <p class="total" data-total="fees" aria-live="polite">${escape(procedure.total)}</p>
${each(procedure.people, ({ title, named }) => `<p class="lesser"><strong>${escape(title)}:</strong> ${escape(named)}.</p>`)}${more(procedure.waivers.length ? "Mọi mức thu, miễn giảm và căn cứ" : "Mọi mức thu và căn cứ", escape(procedure.fees_in_few), "muc-thu", fees(procedure))}  ${answersOf("fees", procedure.fees_answers)}
</section>
`;

export const deadlines = ({ lines, answers }) => `  <ul class="lines" data-lines="deadlines">
    ${each(lines, (line) => `<li class="line"${line.until ? ` data-until="${line.until}"` : ` data-amount="${line.amount}" data-unit="${line.unit}"`}>
      <p class="line__value">${escape(line.value)}</p>
      <p class="line__facts">${tags(line)}</p>
${line.explained ? `<p>${escape(line.explained)}</p>` : ""}${line.promise ? `<p class="shorter">${escape(line.promise)}</p>` : ""}${line.basis ? fold("Căn cứ và ghi chú về thời hạn", `
      <p class="basis">Căn cứ: ${cite(line.basis)}</p>
      <p class="law-hint">Thời hạn tính từ khi hồ sơ đầy đủ, hợp lệ.</p>
      `) : ""}    </li>
    `)}
  </ul>
  ${answersOf("deadlines", answers)}
`;

const results = (procedure) => `<p class="gets">Nhận:</p>
<ul class="gets">${each(procedure.results, ({ name, originals }) => `<li><strong>${escape(name)}</strong>${originals ? ` (${originals} bản chính)` : ""}</li>`)}</ul>
`;

const channels = (procedure) => more("Cách nộp hồ sơ", escape(procedure.ways), "cach-nop", `  <ul class="channels">
    ${each(procedure.channels, ({ kind, name, notes, url }) => `<li data-way="${kind}"><strong>${escape(name)}</strong>${notes ? `: ${escape(notes)}` : ""}${url ? ` <a class="button" href="${escape(url)}" rel="noopener">Nộp trên Cổng Dịch vụ công quốc gia</a>` : ""}</li>
    `)}
  </ul>
`);

const after = (procedure) => (procedure.requirements.length
  ? more("Yêu cầu, điều kiện", escape(procedure.requirements_begin), "yeu-cau", `  <ul class="remarks">${each(procedure.requirements, (requirement) => `<li>${escape(requirement)}</li>`)}</ul>
`) : "")
  + more("Trình tự thực hiện", `${procedure.steps.length} bước`, "trinh-tu", `  <ol class="steps">
    ${each(procedure.steps, ({ name, text }) => `<li><strong>${escape(name)}.</strong> ${escape(text)} </li>
    `)}
  </ol>
`)
  + more("Ai làm, ai giải quyết", escape(procedure.authority), "ai-lam", `  <dl class="facts">
    <div><dt>Đối tượng thực hiện</dt><dd>${escape(procedure.audience)}</dd></div>
    <div><dt>Cơ quan quyết định</dt><dd>${escape(procedure.authority)}</dd></div>
  </dl>
`)
  + more("Căn cứ pháp lý", `${procedure.legal.length} văn bản`, "can-cu", `  <ul class="legal">
    ${each(procedure.legal, (document) => `<li>${cite(document)}</li>
    `)}
  </ul>
`)
  + (procedure.forms.length ? more("Mẫu đơn, tờ khai", `${procedure.forms.length} mẫu`, "mau", `  <ul class="files">
    ${each(procedure.forms, (named) => `<li id="mau-${named.id}">${form(named)}</li>
    `)}
  </ul>
`) : "");

const share = (procedure) => ({
  ...procedure,
  nameHtml: escape(procedure.name),
  chooserHtml: chooser(procedure.questions),
  answerHtml: answer("papers", procedure.papers_card, procedure.papers_note)
    + answer("fees", procedure.fees_card, procedure.fees_note),
  papersAndFeesHtml: papersAndFees(procedure),
  deadlinesHtml: deadlines(procedure.deadlines),
  resultsHtml: results(procedure),
  channelsHtml: channels(procedure),
  afterHtml: after(procedure),
  datesHtml: `    <div><dt>Quyết định công bố của bộ</dt><dd>${escape(procedure.decision)}</dd></div>
    <div><dt>Dữ liệu gốc lấy</dt><dd>${escape(procedure.retrieved)} từ <a href="${escape(procedure.source)}" rel="noopener">nguồn</a></dd></div>
`,
});

const shared = new Map();
export const shareOnce = (province, code) => {
  if (!shared.has(province)) {
    shared.set(province, { records: JSON.parse(read(`records/shared/${province}.json`)), made: new Map() });
  }
  const { records, made } = shared.get(province);
  if (!made.has(code)) made.set(code, share(records[code]));
  return made.get(code);
};

const phone = ({ number, to }) => `<a href="${escape(to)}">${escape(number)}</a>`;

const local = new Map();
const localise = (commune) => ({
  crumbsHtml: `<p class="back"><a href="../../../${commune.path}/">${icon("left")}${escape(commune.title)}</a></p>
`,
  placeHtml: `<p class="place__name">${escape(commune.office)}</p>
<p><span data-address>${escape(commune.address)}</span></p>
<p class="row row--wrap">
  <a class="quiet" href="${escape(commune.map)}" rel="noopener">Mở bản đồ</a>
  <button type="button" class="quiet" data-copy hidden>Chép địa chỉ</button>
</p>
${commune.phone ? `<p>Điện thoại: ${phone(commune.phone)}</p>` : ""}
${commune.email ? `<p>Thư điện tử: <a href="mailto:${escape(commune.email)}">${escape(commune.email)}</a></p>` : ""}
<table class="hours">
  <caption>Giờ làm việc</caption>
  <tbody>
    ${each(commune.hours, (row) => `<tr data-days="${row.days}" data-hours="${row.spans}"><th scope="row">${escape(row.said_days)}</th><td>${escape(row.said_hours)}</td></tr>
    `)}
  </tbody>
</table>
${commune.weekend ? `<p class="remark">${escape(commune.weekend)}</p>` : ""}
`,
  feedbackHtml: `  <p>Gửi khi gặp vướng mắc, chậm trễ, hoặc quy định chưa hợp lý về thủ tục. Khiếu nại, tố cáo gửi theo luật riêng, không gửi tại đây.</p>
  <ul>
    ${each(commune.feedback, ({ name, url }) => `<li><a href="${escape(url)}" rel="noopener">${escape(name)}</a></li>
    `)}
  </ul>
`,
  callHtml: commune.phone
    ? `<p>Gọi: ${phone(commune.phone)} (${escape(commune.office)}).</p>`
    : `<p>Nơi tiếp nhận chưa công bố số điện thoại; hãy dùng một trong các nơi nhận phản ánh, kiến nghị ở trên.</p>`,
  nameHtml: escape(commune.name),
  whereHtml: escape(`${commune.name}, ${commune.province.name}`),
});
export const localiseOnce = (commune) => {
  if (!local.has(commune.path)) local.set(commune.path, localise(commune));
  return local.get(commune.path);
};
