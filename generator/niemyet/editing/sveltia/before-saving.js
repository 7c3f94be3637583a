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

/** @param {FormValue | undefined} value @returns {value is Record<string, FormValue>} */
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

// Numbers are typed as text, so that a sign that belongs to no number is refused and not guessed away; the file gets numbers.
const NUMBERS = ["^[0-9]+$", "^-?[0-9]+(?:\\.[0-9]+)?$", "^[0-9]+(?:\\.[05])?$"];
/** The fields of the form in which an entry was filled in. @type {(collections: FormCollection[], name: string, path: string) => FormField[]} */
const findFields = (collections, name, path) => {
  const collection = collections.find((one) => one.name === name);
  const fields = collection?.fields ?? collection?.files?.find(({ file }) => file === path)?.fields;
  if (!fields) throw new Error(path);
  return fields;
};
/**
 * Where numbers were typed, as paths.
 * @type {(fields: FormField[], value: FormValue | undefined, above: FormPath, found?: FormPath[]) => FormPath[]}
 */
const findNumbers = (fields, value, above, found = []) => {
  for (const { name, fields: below, pattern } of fields) {
    const path = [...above, name];
    const inside = isRecord(value) ? value[name] : undefined;
    if (Array.isArray(inside) && below) inside.forEach((item, i) => findNumbers(below, item, [...path, i], found));
    else if (below) findNumbers(below, inside, path, found);
    else if (NUMBERS.includes(pattern?.[0] ?? "") && typeof inside === "string" && inside) found.push(path);
  }
  return found;
};
CMS.registerEventListener({
  name: "preSave",
  handler: async ({ entry }) => {
    const { collections } = /** @type {{collections: FormCollection[]}} */ (await (await fetch("cau-hinh.json")).json());
    const data = entry.get("data");
    const paths = findNumbers(findFields(collections, entry.get("collection"), entry.get("path")), data.toJS(), []);
    return paths.length ? paths.reduce((made, path) => made.updateIn(path, Number), data) : undefined;
  },
});
