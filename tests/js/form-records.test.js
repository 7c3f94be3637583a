// A record in the form: its text is changed value by value, what is refused stays, others' changes are seen.

import assert from "node:assert/strict";
import { test } from "node:test";
import { diffLines, edit, formState, rebase, recordFile } from "./form-core.js";
import { given } from "./given.js";

const { RecordFile } = recordFile;
const { FormState } = formState;
const FIELDS = given("fields");
const OVERLAY = `# của tỉnh
code: "1.001193"
fees:
  # khoản thứ nhất
  - name: Lệ phí đăng ký khai sinh  # tên
    case: late
    amount: 5000
    sample: true
`;
const COMMUNE = `code: "10183"
name: Thường Tín
kind: xã
office:
  name: Trung tâm
  address: Trụ sở
  hours:
    - {days: [mon, tue], opens: "07:30", closes: "11:30"}  # sáng
  # hết
counters:
  - {name: Quầy số 1, fields: [ho-tich]}
sample: true
`;

/** @param {string} kind @param {string} text @param {[KeyPath, Plain | null][]} values */
const changed = (kind, text, values) => {
  const file = new RecordFile("x.yaml", text, FIELDS[kind]);
  return file.write(file.with(values));
};
/** @param {string} before @param {string} after */
const lines = (before, after) => diffLines(before, after).filter((line) => !line.startsWith(" "));

test("a fee is changed on its line, and what stands around it stays", () => {
  assert.deepEqual(lines(OVERLAY, changed("overlay", OVERLAY, [[["fees", 0, "amount"], "20000"]])), ["-    amount: 5000", "+    amount: 20000"]);
});

test("the hours of Tết are added behind the hours, in the order of the model", () => {
  const off = { date: "2027-02-08", reason: "Nghỉ Tết Nguyên đán" };
  const half = { reason: "Làm buổi sáng", closes: "11:30", opens: "07:30", date: "2027-02-15" };
  assert.deepEqual(lines(COMMUNE, changed("commune", COMMUNE, [[["office", "exceptions"], [off, half]]])), [
    "+  exceptions:", "+    - date: 2027-02-08", "+      reason: Nghỉ Tết Nguyên đán",
    "+    - date: 2027-02-15", '+      opens: "07:30"', '+      closes: "11:30"', "+      reason: Làm buổi sáng",
  ]);
});

test("a line within brackets stays in brackets; an item is written like its neighbour", () => {
  const path = ["office", "hours", 0, "closes"];
  assert.deepEqual(lines(COMMUNE, changed("commune", COMMUNE, [[path, "12:00"]]))[1], '+    - {days: [mon, tue], opens: "07:30", closes: "12:00"}  # sáng');
  const added = changed("commune", COMMUNE, [[["counters", 1], { name: "Quầy số 2: tư pháp", fields: ["chung-thuc"] }]]);
  assert.deepEqual(lines(COMMUNE, added), ['+  - {name: "Quầy số 2: tư pháp", fields: [chung-thuc]}']);
});

test("marks and line ends of Notepad stay", () => {
  const text = `\ufeff${OVERLAY.replaceAll("\n", "\r\n")}`;
  assert.equal(changed("overlay", text, [[["fees", 0, "amount"], "8000"]]), text.replace("5000", "8000"));
});

test("a key is taken out with its line; the last of a list with its dash and no more", () => {
  assert.deepEqual(lines(OVERLAY, changed("overlay", OVERLAY, [[["fees", 0, "sample"], null]])), ["-    sample: true"]);
  const two = `${OVERLAY}  - {name: B, amount: 7000}\n`;
  assert.equal(changed("overlay", two, [[["fees", 1], null]]), OVERLAY);
});

test("what would be read as something else is refused, and nothing is changed", () => {
  for (const text of ["a: &x 1\nb: *x\n", "a: 1\na: 2\n", "- 1\n", "a: !!str 1\n", "? a\n: 1\n", "a: [1\n", "a: 1\r\nb: 2\n", "a: 1\n---\nb: 2\n", "a: {b}\n"]) {
    assert.throws(() => edit.readRecord(text), { name: "UnreadableError" }, text);
  }
});

test("texts that another reader would take for something else are quoted", () => {
  for (const value of ["020:3 # x", "true", "- a", "a: b", "1.000656", "07:30", "[x", "'", '"', "a #b", "#", "x\ty", "Ðặc", "no", "", "a\nb", "{", "& x", "@", "%", "0x1F", " a"]) {
    const text = changed("overlay", OVERLAY, [[["fees", 0, "per"], value], [["notes"], [value]]]);
    const record = edit.readRecord(text);
    assert.equal(recordFile.valueAt(record, ["fees", 0, "per"]), value);
    assert.deepEqual(record.notes, [value]);
  }
});

test("a new posting has its keys in the order of the model", () => {
  const file = new RecordFile("catalogue/a/b/1.001193.yaml", null, FIELDS.posting);
  const record = { posted: "2025-07-03", code: "1.001193", decision: { date: "2025-06-26", number: "3200/QĐ-UBND" } };
  assert.equal(file.write(record), 'code: "1.001193"\ndecision:\n  number: 3200/QĐ-UBND\n  date: 2025-06-26\nposted: 2025-07-03\n');
});

test("the difference is told by the titles of the model", () => {
  const file = new RecordFile("x", OVERLAY, FIELDS.overlay);
  assert.deepEqual(file.words(file.with([[["fees", 0, "amount"], "20000"], [["notes"], ["Mới"]]])), [
    "Phí, lệ phí › Lệ phí đăng ký khai sinh › Số tiền: “5.000 đồng” → “20.000 đồng”", "Lưu ý: thêm “Mới”",
  ]);
});

/** @param {string} kind @param {string} text */
const stateOf = (kind, text) => new FormState(FIELDS[kind], edit.readRecord(text));
const SENTENCES = { "missing-key": "thiếu {title}", "posted-before-decision": "{value} trước {day}", "fee-without-basis": "không có căn cứ", "fee-without-value": "không có mức" };

test("what is refused keeps the record from being sent, and moves with its line", () => {
  const state = stateOf("overlay", `${OVERLAY}  - {name: B, amount: 7000, basis: 1/NQ-HĐND}\n`);
  state.refuse(["fees", 1, "amount"], "hai mươi", "không đọc được");
  assert.deepEqual(state.problems("2026-11-22", SENTENCES), [{ path: ["fees", 1, "amount"], told: "không đọc được", warning: false }]);
  state.remove(["fees"], 0);
  assert.deepEqual([...state.typed], [['["fees",0,"amount"]', "hai mươi"]]);
  state.set(["fees", 0, "amount"], "9000");
  assert.deepEqual(state.problems("2026-11-22", SENTENCES), []);
});

test("what was begun and left empty is not written", () => {
  const state = stateOf("overlay", OVERLAY);
  state.set(["notes"], ["", "x"]);
  state.set(["decision"], {});
  assert.deepEqual(state.result(), { ...edit.readRecord(OVERLAY), notes: ["x"] });
});

test("the rules of the model are told at their places", () => {
  const state = new FormState(FIELDS.posting, {}, { code: "1.001193", decision: { number: "1/QĐ-UBND", date: "2025-06-26" }, posted: "2025-06-20" });
  assert.deepEqual(state.problems("2026-11-22", SENTENCES), [{ path: ["posted"], told: "20/06/2025 trước 26/06/2025", warning: false }]);
  assert.deepEqual(new FormState(FIELDS.posting, {}).problems("2026-11-22", SENTENCES).map(({ told }) => told), ["thiếu Số, ký hiệu", "thiếu Ngày niêm yết"]);
});

test("on a text that another has changed meanwhile, one's own changes are made where the other left things alone", () => {
  const record = recordFile.valueAt(new RecordFile("x", OVERLAY, FIELDS.overlay).with([[["fees", 0, "amount"], "20000"]]), []);
  const draft = { path: "x", kind: "overlay", from: "1", text: OVERLAY, record: /** @type {PlainTable} */ (record), typed: {} };
  const calm = rebase(draft, `${OVERLAY}notes: [Mới]\n`);
  assert.deepEqual([calm.lost, recordFile.valueAt(calm.record, ["fees", 0, "amount"]), calm.record.notes], [[], "20000", ["Mới"]]);
  const both = rebase(draft, OVERLAY.replace("5000", "6000"));
  assert.deepEqual([both.lost, recordFile.valueAt(both.record, ["fees", 0, "amount"])], [[["fees", 0, "amount"]], "6000"]);
  assert.deepEqual(rebase(draft, OVERLAY.replace("5000", "20000")).lost, []);
});
