// A new record of a place is named by its code: without a procedure chosen it would get a name that nobody can find.
const CODED = /^catalogue\/.+\/(?:[0-9]\.[0-9]{6}[0-9A-Z.]*|commune|province)\.yaml$/;
CMS.registerEventListener({
  name: "preSave",
  handler: ({ entry }) => {
    if (!entry.get("newRecord") || !entry.get("path").startsWith("catalogue/") || CODED.test(entry.get("path"))) return;
    const message = "Chưa lưu: hãy chọn thủ tục, vì tên tệp là mã thủ tục.";
    alert(message);
    throw new Error(message);
  },
});
