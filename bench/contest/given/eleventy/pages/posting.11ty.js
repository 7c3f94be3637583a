// The page of a posting. What a province's communes share of a procedure, and what a commune's postings share, is made once.
import { readFileSync } from "node:fs";

const read = (path) => readFileSync(path, "utf8");
const frame = Object.fromEntries(
  ["masthead", "return", "verify", "colophon"].map((name) => [name, read(`frame/${name}.html`)]),
);

const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };
const escape = (text) => String(text).replace(/[&<>"']/g, (sign) => SIGNS[sign]);
const each = (items, make) => items.map(make).join("");

const cite = ({ to, number }) => `<a class="cite" href="../../../${to}">${escape(number)}</a>`;
const applies = ({ cases }) => (cases ? ` data-case="${escape(cases)}"` : "");
const tags = (part) => each(part.tags, (tag) => `<span class="tag tag--case">${escape(tag)}</span>`);

const paper = (part) => `  <li class="paper"${applies(part)}${part.originals ? ` data-originals="${part.originals}"` : ""}>
    <p class="paper__name">${escape(part.name)}</p>
    <p class="paper__facts">${part.originals ? `<span class="tag">${part.originals} bản chính</span>` : ""}${tags(part)}</p>
${part.notes ? `<p class="paper__notes">${escape(part.notes)}</p>` : ""}  </li>
`;

const chooser = (cases) => `<form class="block chooser" data-chooser hidden>
  <fieldset>
    <legend>Trường hợp của bạn là gì?</legend>
    <label class="choice"><input type="radio" name="case" value="" checked> Chưa rõ: xem tất cả</label>
    ${each(cases, ({ id, label }) => `<label class="choice"><input type="radio" name="case" value="${id}"> ${escape(label)}</label>
    `)}
  </fieldset>
</form>`;

const papersAndFees = (procedure) => `${procedure.cases.length ? chooser(procedure.cases) : ""}
<div class="tools" data-tools hidden>
  <button type="button" class="quiet" data-share>Chia sẻ</button>
  <button type="button" class="quiet" data-print>In trang này</button>
  <button type="button" class="quiet" data-qr aria-expanded="false" aria-controls="ma-qr">Mã QR</button>
  <figure class="qr" id="ma-qr" hidden></figure>
</div>
<section class="block" aria-labelledby="giay-to">
  <h2 id="giay-to">Giấy tờ cần mang</h2>
  ${procedure.submit.length ? `<h3>Nộp</h3>
  <ul class="papers" data-papers="submit">
${each(procedure.submit, paper)}</ul>` : ""}
  ${procedure.present.length ? `<h3>Xuất trình để đối chiếu, không phải nộp</h3>
  <ul class="papers" data-papers="present">
${each(procedure.present, paper)}</ul>` : ""}
  <p class="total" data-total="papers" hidden></p>
  <p class="law-hint">Ngoài các giấy tờ này, cơ quan tiếp nhận không được yêu cầu thêm giấy tờ chưa công bố.</p>
</section>
<section class="block" aria-labelledby="phi">
  <h2 id="phi">Phí, lệ phí</h2>
  <ul class="lines">
    ${each(procedure.fees, (fee) => `<li class="line"${applies(fee)} data-name="" data-amount="${fee.amount}">
      <p class="line__value">${escape(fee.value)}${fee.sample ? ' <span class="tag tag--sample">mẫu</span>' : ""}</p>
      <p class="line__facts">${tags(fee)}</p>
${fee.note ? `<p>${escape(fee.note)}</p>` : ""}${fee.basis ? `<p class="basis">Căn cứ: ${cite(fee.basis)}</p>` : ""}    </li>
    `)}
  </ul>
  <p class="total" data-total="fees" hidden></p>
  ${procedure.waivers.length ? `<h3>Được miễn, giảm</h3>
  <ul class="waivers">
    ${each(procedure.waivers, ({ said, who, basis }) => `<li><strong>${escape(said)}:</strong> ${escape(who)}  <span class="basis">(${cite(basis)})</span></li>
    `)}
  </ul>` : ""}
</section>
`;

const deadlines = (lines) => `<section class="block" aria-labelledby="thoi-han">
  <h2 id="thoi-han">Thời hạn giải quyết</h2>
  <ul class="lines">
    ${each(lines, (line) => `<li class="line"${applies(line)} data-amount="${line.amount}" data-unit="${line.unit}">
      <p class="line__value">${escape(line.value)}</p>
      <p class="line__facts">${tags(line)}</p>
${line.shorter ? `<p class="shorter">${escape(line.shorter)}</p>` : ""}    </li>
    `)}
  </ul>
  <p class="law-hint">Thời hạn tính từ khi hồ sơ đầy đủ, hợp lệ.</p>
</section>
`;

const channelsAndAfter = (procedure) => `<section class="block" aria-labelledby="cach-nop">
  <h2 id="cach-nop">Cách nộp hồ sơ</h2>
  <ul class="channels">
    ${each(procedure.channels, ({ name, url }) => `<li><strong>${escape(name)}</strong>${url ? ` – <a class="button" href="${escape(url)}" rel="noopener">Nộp trên Cổng Dịch vụ công quốc gia</a>` : ""}</li>
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
    <div><dt>Dữ liệu gốc lấy ngày</dt><dd>${escape(procedure.retrieved)} từ <a href="${escape(procedure.source)}" rel="noopener">nguồn</a></dd></div>
`,
});

const shared = new Map();
const shareOnce = (province, code) => {
  if (!shared.has(province)) {
    shared.set(province, { records: JSON.parse(read(`records/shared/${province}.json`)), made: new Map() });
  }
  const { records, made } = shared.get(province);
  if (!made.has(code)) made.set(code, share(records[code]));
  return made.get(code);
};

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
  <a class="quiet" href="${escape(commune.map)}">Mở bản đồ</a>
  <button type="button" class="quiet" data-copy hidden>Chép địa chỉ</button>
</p>
<p class="open" data-open="../../../du-lieu/lich.json" aria-live="polite" hidden></p>
<table class="hours">
  <caption>Giờ làm việc</caption>
  <tbody>
    ${each(commune.hours, (row) => `<tr data-days="${row.days}" data-hours="${row.spans}"><th scope="row">${escape(row.said_days)}</th><td>${escape(row.said_hours)}</td></tr>
    `)}
  </tbody>
</table>
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
  nameHtml: escape(commune.name),
  whereHtml: escape(`${commune.name}, ${commune.province.name}`),
});
const localiseOnce = (commune) => {
  if (!local.has(commune.path)) local.set(commune.path, localise(commune));
  return local.get(commune.path);
};

const sampleNote = `<p class="note note--sample"><strong>Dữ liệu mẫu.</strong> Giờ làm việc, quầy, số quyết định và các mức thu có ghi “mẫu” trên trang này là minh họa, không phải thông tin chính thức của địa phương.</p>`;

export default class Posting {
  data() {
    return {
      pagination: { data: "postings", size: 1, alias: "item", addAllPagesToCollections: false },
      eleventyExcludeFromCollections: true,
      permalink: ({ item }) => `${item.posting.address}index.html`,
    };
  }

  render({ item: { commune, posting } }) {
    const procedure = shareOnce(commune.province.path, posting.code);
    const place = localiseOnce(commune);
    const counter = escape(posting.counter);
    return `<!doctype html>
<html lang="vi" class="no-js">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="description" content="Tại ${place.whereHtml}: giấy tờ, phí, thời hạn, nơi nộp và giờ làm việc.">
<link rel="canonical" href="https://niemyet.example/${posting.address}">
<meta name="theme-color" content="#8f1f1b">
<link rel="icon" type="image/svg+xml" href="../../../assets/mark.svg">
<title>${escape(procedure.name)} tại ${place.nameHtml} – Niêm yết thủ tục</title>
${frame.masthead}${place.crumbsHtml}<header class="heading">
${procedure.titleHtml}  <p class="heading__place">tại ${place.whereHtml}</p>
<p class="heading__lead">${escape(procedure.summary)}</p></header>
<p class="note verdict" role="status" data-verdict hidden></p>
${commune.sample ? sampleNote : ""}
<ul class="cards" aria-live="polite">
  <li><a href="#giay-to"><span class="cards__label">Giấy tờ</span><span class="cards__value" data-card="papers">${escape(procedure.papers_card)}</span></a></li>
  <li><a href="#phi"><span class="cards__label">Phí, lệ phí</span><span class="cards__value" data-card="fees">${escape(procedure.fees_card)}</span></a></li>
  <li><a href="#thoi-han"><span class="cards__label">Thời hạn</span><span class="cards__value" data-card="deadlines">${escape(posting.deadline_card)}</span></a></li>
  <li><a href="#noi-nop"><span class="cards__label">Nơi nộp</span><span class="cards__value">${counter}</span></a></li>
</ul>
${procedure.papersAndFeesHtml}${posting.deadlines ? deadlines(posting.deadlines) : procedure.deadlinesHtml}${frame.return}<section class="block" aria-labelledby="noi-nop">
  <h2 id="noi-nop">Nộp ở đâu, lúc nào</h2>
  ${place.placeHtml}
  <p>Quầy tiếp nhận: <strong>${counter}</strong></p>${posting.notes.length ? `<ul class="remarks">${each(posting.notes, (note) => `<li>${escape(note)}</li>`)}</ul>` : ""}
</section>
${procedure.channelsAndAfterHtml}<section class="block" aria-labelledby="ngay">
  <h2 id="ngay">Ngày tháng của bản niêm yết</h2>
  <dl class="facts">
    <div><dt>Niêm yết</dt><dd>${escape(posting.posted)}</dd></div>
    <div><dt>Rà soát gần nhất</dt><dd>${escape(posting.checked)}</dd></div>
    <div><dt>Quyết định công bố</dt><dd>${escape(posting.decision)}</dd></div>
    ${procedure.datesHtml}
  </dl>
</section>
<section class="block" aria-labelledby="ma">
  <h2 id="ma">Tờ niêm yết trên bảng còn đúng không?</h2>
  <p>Mã phiên bản của nội dung trên trang này: <strong class="version" data-version="${posting.version}">${posting.version}</strong></p>
  <p>Mỗi tờ niêm yết có in một mã như vậy. Hai mã giống nhau thì tờ ấy còn đúng. Nhóm nào khác thì phần tương ứng đã thay đổi:</p>
  <ol class="groups">
    <li><code>${posting.groups[0]}</code> giấy tờ</li>
    <li><code>${posting.groups[1]}</code> phí, lệ phí</li>
    <li><code>${posting.groups[2]}</code> thời hạn</li>
    <li><code>${posting.groups[3]}</code> nơi nộp, giờ làm việc</li>
    <li><code>${posting.groups[4]}</code> cách nộp, trình tự, kết quả</li>
    <li><code>${posting.groups[5]}</code> căn cứ pháp lý</li>
  </ol>
${frame.verify}${place.feedbackHtml}<section class="block" aria-labelledby="bao-loi">
  <h2 id="bao-loi">Thấy chỗ sai trên trang này?</h2>
  <p>Báo cho nơi tiếp nhận để sửa: <a href="mailto:?subject=B%C3%A1o%20l%E1%BB%97i%20trang%20${posting.address}&amp;body=M%C3%A3%20phi%C3%AAn%20b%E1%BA%A3n%3A%20${posting.version}%0D%0ACh%E1%BB%97%20sai%3A%20%0D%0AN%E1%BB%99i%20dung%20%C4%91%C3%BAng%3A%20%0D%0AC%C4%83n%20c%E1%BB%A9%3A%20">viết thư báo lỗi</a> (tên trang và mã phiên bản đã điền sẵn).</p>
  <p>Nơi tiếp nhận chưa công bố số điện thoại; hãy dùng một trong các nơi nhận phản ánh, kiến nghị ở trên.</p>
</section>
${frame.colophon}`;
  }
}
