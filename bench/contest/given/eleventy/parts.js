// The parts of a posting's page. What a province's communes share of a procedure, and what a commune's postings share, is made once.
import { readFileSync } from "node:fs";

const read = (path) => readFileSync(path, "utf8");
export const frame = Object.fromEntries(
  ["masthead", "return", "verify", "colophon"].map((name) => [name, read(`frame/${name}.html`)]),
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

const paper = (part) => `  <li class="paper">
    <p class="paper__name">${escape(part.name)}</p>
    <p class="paper__facts">${facts(part)}</p>
${part.when ? `<p class="paper__when">${escape(part.when)}</p>` : ""}${part.notes ? `<p class="paper__notes">${escape(part.notes)}</p>` : ""}${part.form ? `<p class="paper__notes">Theo mẫu: ${form(part.form)}</p>` : ""}  </li>
`;

const chooser = (questions) => `<form class="block chooser" data-chooser hidden>
  ${each(questions, ({ key, words, open, options }) => `<fieldset>
    <legend>${escape(words)}</legend>
    <label class="choice"><input type="radio" name="${key}" value="" checked> ${escape(open)}</label>
    ${each(options, (option) => `<label class="choice"><input type="radio" name="${key}" value="${escape(option.key)}"> ${escape(option.words)}</label>
    `)}
  </fieldset>
  `)}
</form>`;

const papersAndFees = (procedure) => `${procedure.questions.length ? chooser(procedure.questions) : ""}
<div class="tools" data-tools hidden>
  <button type="button" class="quiet" data-share>Chia sẻ</button>
  <button type="button" class="quiet" data-print>In trang này</button>
  <button type="button" class="quiet" data-qr aria-expanded="false" aria-controls="ma-qr">Mã QR</button>
  <figure class="qr" id="ma-qr" hidden></figure>
</div>
<section class="block" aria-labelledby="giay-to">
  <h2 id="giay-to">Giấy tờ cần mang</h2>
  ${procedure.submit.length ? `<h3>Nộp${procedure.sets ? ` (${procedure.sets} bộ)` : ""}</h3>
  <ul class="papers" data-papers="submit">
${each(procedure.submit, paper)}</ul>` : ""}
  ${procedure.present.length ? `<h3>Xuất trình để đối chiếu, không phải nộp</h3>
  <ul class="papers" data-papers="present">
${each(procedure.present, paper)}</ul>` : ""}
  <p class="total" data-total="papers" hidden></p>
  ${answersOf("papers", procedure.papers_answers)}
  <p class="law-hint">Ngoài các giấy tờ này, cơ quan tiếp nhận không được yêu cầu thêm giấy tờ chưa công bố.</p>
</section>
<section class="block" aria-labelledby="phi">
  <h2 id="phi">Phí, lệ phí</h2>
  <ul class="lines">
    ${each(procedure.fees, (fee) => `<li class="line">
      <p class="line__value">${escape(fee.value)}${fee.sample ? ' <span class="tag tag--sample">mẫu</span>' : ""}</p>
      <p class="line__facts">${facts(fee)}</p>
${fee.note ? `<p>${escape(fee.note)}</p>` : ""}${fee.basis ? `<p class="basis">Căn cứ: ${cite(fee.basis)}</p>` : ""}    </li>
    `)}
  </ul>
  <p class="total" data-total="fees" aria-live="polite" hidden></p>
  ${answersOf("fees", procedure.fees_answers)}
  ${procedure.waivers.length ? `<h3>${escape(procedure.waivers_title)}</h3>
  <ul class="waivers">
    ${each(procedure.waivers, ({ verb, text, basis }) => `<li><strong>${escape(verb)}:</strong> ${escape(text)}. <span class="basis">Căn cứ: <a href="../../../${basis.to}">${escape(basis.number)}</a>.</span></li>
    `)}
  </ul>` : ""}
</section>
`;

export const deadlines = ({ lines, answers }) => `<section class="block" aria-labelledby="thoi-han">
  <h2 id="thoi-han">Thời hạn giải quyết</h2>
  <ul class="lines">
    ${each(lines, (line) => `<li class="line"${line.until ? ` data-until="${line.until}"` : ` data-amount="${line.amount}" data-unit="${line.unit}"`}>
      <p class="line__value">${escape(line.value)}</p>
      <p class="line__facts">${tags(line)}</p>
${line.explained ? `<p>${escape(line.explained)}</p>` : ""}${line.promise ? `<p class="shorter">${escape(line.promise)}</p>` : ""}${line.basis ? `<p class="basis">Căn cứ: ${cite(line.basis)}</p>` : ""}    </li>
    `)}
  </ul>
  ${answersOf("deadlines", answers)}
  <p class="law-hint">Thời hạn tính từ khi hồ sơ đầy đủ, hợp lệ.</p>
</section>
`;

const channelsAndAfter = (procedure) => `<section class="block" aria-labelledby="cach-nop">
  <h2 id="cach-nop">Cách nộp hồ sơ</h2>
  <ul class="channels">
    ${each(procedure.channels, ({ name, notes, url }) => `<li><strong>${escape(name)}</strong>${notes ? `: ${escape(notes)}` : ""}${url ? ` <a class="button" href="${escape(url)}" rel="noopener">Nộp trên Cổng Dịch vụ công quốc gia</a>` : ""}</li>
    `)}
  </ul>
</section>
<section class="block" aria-labelledby="trinh-tu">
  <h2 id="trinh-tu">Trình tự thực hiện</h2>
  <ol class="steps">
    ${each(procedure.steps, ({ name, text }) => `<li><strong>${escape(name)}.</strong> ${escape(text)} </li>
    `)}
  </ol>
</section>
<section class="block" aria-labelledby="ket-qua">
  <h2 id="ket-qua">Kết quả</h2>
  <ul>
    ${each(procedure.results, ({ name, originals }) => `<li>${escape(name)}${originals ? ` (${originals} bản chính)` : ""} </li>
    `)}
  </ul>
</section>
${procedure.requirements.length ? `<section class="block" aria-labelledby="yeu-cau">
  <h2 id="yeu-cau">Yêu cầu, điều kiện</h2>
  <ul>${each(procedure.requirements, (requirement) => `<li>${escape(requirement)}</li>`)}</ul>
</section>` : ""}
<section class="block" aria-labelledby="ai-lam">
  <h2 id="ai-lam">Ai làm, ai giải quyết</h2>
  <dl class="facts">
    <div><dt>Đối tượng thực hiện</dt><dd>${escape(procedure.audience)}</dd></div>
    <div><dt>Cơ quan quyết định</dt><dd>${escape(procedure.authority)}</dd></div>
  </dl>
</section>
<section class="block" aria-labelledby="can-cu">
  <h2 id="can-cu">Căn cứ pháp lý</h2>
  <ul class="legal">
    ${each(procedure.legal, (document) => `<li>${cite(document)}</li>
    `)}
  </ul>
</section>
${procedure.forms.length ? `<section class="block" aria-labelledby="mau">
  <h2 id="mau">Mẫu đơn, tờ khai</h2>
  <ul>
    ${each(procedure.forms, (named) => `<li id="mau-${named.id}">${form(named)}</li>
    `)}
  </ul>
</section>` : ""}
`;

const share = (procedure) => ({
  ...procedure,
  titleHtml: `  <p class="heading__kicker">${escape(procedure.kicker)}</p>
  <h1>${escape(procedure.name)}</h1>
`,
  papersAndFeesHtml: papersAndFees(procedure),
  deadlinesHtml: deadlines(procedure.deadlines),
  channelsAndAfterHtml: channelsAndAfter(procedure),
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
  crumbsHtml: `<nav class="crumbs" aria-label="Vị trí trang">
  <ol>
    <li><a href="../../../">Trang đầu</a></li>
    <li><a href="../../../${commune.province.path}/">${escape(commune.province.title)}</a></li>
    <li><a href="../../../${commune.path}/">${escape(commune.title)}</a></li>
  </ol>
</nav>
`,
  placeHtml: `<p class="place__name">${escape(commune.office)}</p>
<p><span data-address>${escape(commune.address)}</span></p>
<p class="row row--wrap">
  <a class="quiet" href="${escape(commune.map)}" rel="noopener">Mở bản đồ (OpenStreetMap)</a>
  <button type="button" class="quiet" data-copy hidden>Chép địa chỉ</button>
</p>
${commune.phone ? `<p>Điện thoại: ${phone(commune.phone)}</p>` : ""}
${commune.email ? `<p>Thư điện tử: <a href="mailto:${escape(commune.email)}">${escape(commune.email)}</a></p>` : ""}
<p class="open" data-open="../../../du-lieu/lich.json" aria-live="polite" hidden></p>
<table class="hours">
  <caption>Giờ làm việc</caption>
  <tbody>
    ${each(commune.hours, (row) => `<tr data-days="${row.days}" data-hours="${row.spans}"><th scope="row">${escape(row.said_days)}</th><td>${escape(row.said_hours)}</td></tr>
    `)}
  </tbody>
</table>
${commune.weekend ? `<p class="remark">${escape(commune.weekend)}</p>` : ""}
`,
  feedbackHtml: `<section class="block" aria-labelledby="phan-anh">
  <h2 id="phan-anh">Phản ánh, kiến nghị</h2>
  <p>Gửi khi gặp vướng mắc, chậm trễ, hoặc quy định chưa hợp lý về thủ tục. Khiếu nại, tố cáo gửi theo luật riêng, không gửi tại đây.</p>
  <ul>
    ${each(commune.feedback, ({ name, url }) => `<li><a href="${escape(url)}" rel="noopener">${escape(name)}</a></li>
    `)}
  </ul>
</section>
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
