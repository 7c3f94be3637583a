// A new file is named by what was filled in. A name at which no record belongs would only be refused by the check, later.
const REFUSALS = [
  {
    concerns: /^catalogue\//,
    fits: /\/(?:[0-9]\.[0-9]{6}[0-9A-Z.]*|commune|province)\.yaml$/,
    message: "Chưa lưu: hãy chọn thủ tục, vì tên tệp là mã thủ tục.",
  },
  {
    concerns: /^news\//,
    fits: /\/[a-z0-9]+(?:-[a-z0-9]+)*\.md$/,
    message:
      "Chưa lưu: tên tệp lấy từ tiêu đề và chỉ có chữ thường không dấu, chữ số, gạch ngang. " +
      "Hãy bỏ dấu chấm, ngoặc kép cong khỏi tiêu đề, hoặc sửa tên tệp ở thanh bên.",
  },
];
CMS.registerEventListener({
  name: "preSave",
  handler: ({ entry }) => {
    const path = entry.get("path");
    const refusal = REFUSALS.find(({ concerns, fits }) => concerns.test(path) && !fits.test(path));
    if (!refusal || !entry.get("newRecord")) return;
    alert(refusal.message);
    throw new Error(refusal.message);
  },
});
