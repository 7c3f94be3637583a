// The page of a posting.
import { deadlines, each, escape, frame, localiseOnce, shareOnce } from "../parts.js";

const sampleNote = `<p class="note note--sample"><strong>Dữ liệu mẫu.</strong> Giờ làm việc, quầy, số quyết định và các mức thu có ghi “mẫu” trên trang này là minh họa, không phải thông tin chính thức của địa phương.</p>`;

const report = (commune, posting) => commune.email
  ? `<p>Báo cho nơi tiếp nhận để sửa: <a href="mailto:${escape(commune.email)}?subject=B%C3%A1o%20l%E1%BB%97i%20trang%20${posting.address}&amp;body=M%C3%A3%20phi%C3%AAn%20b%E1%BA%A3n%3A%20${posting.version}%0D%0ACh%E1%BB%97%20sai%3A%20%0D%0AN%E1%BB%99i%20dung%20%C4%91%C3%BAng%3A%20%0D%0AC%C4%83n%20c%E1%BB%A9%3A%20">viết thư báo lỗi</a> (tên trang và mã phiên bản đã điền sẵn).</p>`
  : `<p>Báo cho nơi tiếp nhận để sửa, nêu mã phiên bản <span class="version">${posting.version}</span>. Nơi tiếp nhận chưa công bố thư điện tử.</p>`;

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
<html lang="vi">
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
  ${report(commune, posting)}
  ${place.callHtml}
</section>
${frame.colophon}`;
  }
}
