// A new article is named by its title. A name at which no article belongs would only be refused by the check, later.
const ARTICLE = /\/[a-z0-9]+(?:-[a-z0-9]+)*\.md$/;
const REFUSAL =
  "Chưa lưu: tên tệp lấy từ tiêu đề và chỉ có chữ thường không dấu, chữ số, gạch ngang. " +
  "Hãy bỏ dấu chấm, ngoặc kép cong khỏi tiêu đề, hoặc sửa tên tệp ở thanh bên.";
CMS.registerEventListener({
  name: "preSave",
  handler: ({ entry }) => {
    if (!entry.get("newRecord") || ARTICLE.test(entry.get("path"))) return;
    alert(REFUSAL);
    throw new Error(REFUSAL);
  },
});
