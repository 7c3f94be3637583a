// The page of a posting.
import { answer, deadlines, each, escape, frame, localiseOnce, more, shareOnce } from "../parts.js";

const sampleNote = `<p class="note note--sample"><strong>Dữ liệu mẫu.</strong> Giờ, quầy, số quyết định và mức thu ghi “mẫu” chỉ để minh họa.</p>`;

const report = (commune, posting) => commune.email
  ? `<p>Báo cho nơi tiếp nhận để sửa: <a href="mailto:${escape(commune.email)}?subject=B%C3%A1o%20l%E1%BB%97i%20trang%20${posting.address}&amp;body=M%C3%A3%20phi%C3%AAn%20b%E1%BA%A3n%3A%20${posting.version}%0D%0ACh%E1%BB%97%20sai%3A%20%0D%0AN%E1%BB%99i%20dung%20%C4%91%C3%BAng%3A%20%0D%0AC%C4%83n%20c%E1%BB%A9%3A%20">viết thư báo lỗi</a> (tên trang và mã phiên bản đã điền sẵn).</p>`
  : `<p>Báo cho nơi tiếp nhận để sửa, nêu mã phiên bản <span class="version">${posting.version}</span>. Nơi tiếp nhận chưa công bố thư điện tử.</p>`;

const dates = (posting, procedure) => `  <dl class="facts">
    <div><dt>Niêm yết</dt><dd>${escape(posting.posted)}</dd></div>
    <div><dt>Rà soát gần nhất</dt><dd>${escape(posting.checked)}</dd></div>
    <div><dt>Quyết định công bố</dt><dd>${escape(posting.decision)}</dd></div>
    ${procedure.datesHtml}
  </dl>
`;

const version = (posting) => `  <p>Mã phiên bản của nội dung trên trang này: <strong class="version" data-version="${posting.version}">${posting.version}</strong></p>
  <p>Mỗi tờ niêm yết có in một mã như vậy. Hai mã giống nhau thì tờ ấy còn đúng. Nhóm nào khác thì phần tương ứng đã thay đổi:</p>
  <ol class="groups">
    <li><code>${posting.groups[0]}</code> giấy tờ</li>
    <li><code>${posting.groups[1]}</code> phí, lệ phí</li>
    <li><code>${posting.groups[2]}</code> thời hạn</li>
    <li><code>${posting.groups[3]}</code> nơi nộp, giờ làm việc</li>
    <li><code>${posting.groups[4]}</code> cách nộp, trình tự, kết quả</li>
    <li><code>${posting.groups[5]}</code> căn cứ pháp lý</li>
  </ol>
${frame.verify}`;

const feedback = (commune, posting, place) => `${place.feedbackHtml}  <h3 id="bao-loi">Thấy chỗ sai trên trang này?</h3>
  ${report(commune, posting)}
  ${place.callHtml}
`;

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
    const description = `${escape(`${procedure.fees_described}. ${posting.deadline_card}`)}. Tại ${place.whereHtml}: giấy tờ, phí, thời hạn, nơi nộp và giờ làm việc.`;
    return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="description" content="${description}">
<link rel="canonical" href="https://niemyet.example/${posting.address}">
<meta property="og:site_name" content="Niêm yết thủ tục">
<meta property="og:type" content="website">
<meta property="og:title" content="${procedure.nameHtml} tại ${place.nameHtml}">
<meta property="og:description" content="${description}">
<meta name="theme-color" content="#8c1d18">
<link rel="icon" type="image/svg+xml" href="../../../assets/mark.svg">
<title>${procedure.nameHtml} tại ${place.nameHtml} – Niêm yết thủ tục</title>
${frame.masthead}${place.crumbsHtml}<header class="heading">
  <h1>${procedure.nameHtml}</h1>
  <p class="heading__place">tại ${place.whereHtml}</p>
</header>
<p class="note verdict" role="status" data-verdict hidden></p>
${commune.sample ? sampleNote : ""}
</div>
${procedure.chooserHtml}<div class="posting__side">
<div class="answer" id="tra-loi">
  <h2>Với trường hợp này</h2>
  <ul aria-live="polite">
${procedure.answerHtml}${answer("deadlines", posting.deadline_card, "")}${answer("place", posting.counter, commune.office)}  </ul>
${frame.tools}${procedure.papersAndFeesHtml}<section class="part">
  <h2 id="thoi-han">Bao lâu có kết quả</h2>
${posting.deadlines ? deadlines(posting.deadlines) : procedure.deadlinesHtml}${procedure.resultsHtml}${frame.return}<section class="part">
  <h2 id="noi-nop">Nộp ở đâu, lúc nào</h2>
  <div class="where"><p>Quầy tiếp nhận: <strong>${escape(posting.counter)}</strong></p>${posting.notes.length ? `<ul class="remarks">${each(posting.notes, (note) => `<li>${escape(note)}</li>`)}</ul>` : ""}
  ${place.placeHtml}</div>
  ${procedure.channelsHtml}</section>
<section class="part">
<h2 id="doc-them">Đọc thêm</h2>
<div class="mores">
${procedure.afterHtml}${more("Ngày tháng của bản niêm yết", `Niêm yết ${escape(posting.posted)}, rà soát ${escape(posting.checked)}`, "ngay", dates(posting, procedure))}${more("Tờ trên tường còn đúng không?", `Mã ${posting.version}`, "ma", version(posting))}${more("Phản ánh, kiến nghị", "Khi gặp vướng mắc, chậm trễ, hoặc thấy chỗ sai trên trang này", "phan-anh", feedback(commune, posting, place))}</div>
<p class="remark">Mã thủ tục ${posting.code} · ${escape(procedure.field)}</p>
</section>
</div>
${frame.colophon}`;
  }
}
