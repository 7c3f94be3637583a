// The code of a printed sheet beside that of its page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { numberOf, readScanned } from "../../theme/assets/sheet-code.js";
import { explainSlip } from "../../theme/assets/sheet-slips.js";
import { compareCodes } from "../../theme/assets/verify.js";

const VERSION = "55J-FK5-NRP-7VE-DSF-BTR";
const CODE = "2X7-S6V-V72-HW5-V9Z-PPJ-7VE-FG9-BTR"; // 1.001193 in 10183, as tests/test_sheet_codes.py makes codes

test("the groups that differ are told by their places", () => {
  assert.deepEqual(compareCodes(CODE, CODE), []);
  assert.deepEqual(compareCodes(VERSION, VERSION), []);
  assert.deepEqual(compareCodes("55J-FK5-NRP-7VE-DSF-BTX", VERSION), [5]);
  assert.deepEqual(compareCodes("X5J-FK5-NRX-7VE-DSF-BTR", VERSION), [0, 2]);
});

test("a sheet printed before is laid beside the version alone", () => {
  assert.deepEqual(compareCodes("HW5-V9Z-PPJ-7VE-FG9-BTR", CODE), []);
  assert.deepEqual(compareCodes("HW5-V9Z-PPJ-7VE-FG9-BT0", CODE), [5]);
});

test("a code may be typed small, with or without spaces and dashes, with letters that look like figures", () => {
  const version = "01J-FK5-NRP-7VE-DSF-BTR";
  for (const typed of ["01jfk5nrp7vedsfbtr", " 01j fk5 nrp 7ve dsf btr ", "oIJ–FK5–NRP–7VE–DSF–BTR", "0lJ.FK5.NRP.7VE.DSF.BTR"]) assert.deepEqual(compareCodes(typed, version), [], typed);
});

test("what is no code of this kind, is mistyped or is of another posting is none", () => {
  for (const typed of ["", "55J-FK5", `${VERSION}-000`, "Thường Tín", "55J-FK5-NRP-7VE-DSF-BT", "2X7-S6V-V72-HW5-V9Z-PPJ-7VE-FG9-BTS"]) assert.equal(compareCodes(typed, CODE), null, typed);
  assert.equal(compareCodes("2X6-602-E7N-GWH-8KV-7RE-QMV-2S5-BTR", CODE), null);
});

test("the address in a QR code is read like the code, of today and of before", () => {
  const read = readScanned(CODE);
  assert.equal(read.code?.commune, "10183");
  assert.equal(read.code?.procedure, "1001193");
  assert.deepEqual(readScanned(`HTTPS://NIEMYET.EXAMPLE/K/#${CODE.replaceAll("-", "")}`), read);
  assert.deepEqual(readScanned(`https://niemyet.example/x/ha-noi/thuong-tin/1.001193/?v=${VERSION}`), { code: { version: VERSION.split("-") }, path: "ha-noi/thuong-tin/1.001193" });
  assert.equal(readScanned("https://example.com/").code, null);
});

test("a letter that no code has, one too many or a number that is no commune's is no code", () => {
  const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  assert.equal(readScanned("U5J-FK5-NRP-7VE-DSF-BTR").code, null);
  const rest = VERSION.replaceAll("-", "");
  for (const letter of letters) {
    assert.equal(readScanned(CODE + letter).code, null, letter);
    assert.equal(readScanned(`ZZZZZZZZ${letter}${rest}`).code, null, letter);
  }
  const small = [...letters].map((letter) => readScanned(`00000001${letter}${rest}`).code).filter(Boolean);
  assert.deepEqual(small, [{ version: VERSION.split("-"), commune: "00001", procedure: "0000000" }], "and one of them checks the others");
});

test("a sheet names a procedure by the figures of its code", () => assert.equal(numberOf("1.001193.000.00.00.H26"), "1001193"));

test("whoever mistypes a code is told which group to look at", () => {
  const wrong = CODE.replace("V9Z", "V9X");
  assert.equal(readScanned(wrong).code, null);
  assert.match(explainSlip(wrong, CODE), /nhóm thứ 5 \(V9X\)/);
  assert.match(explainSlip(wrong.replaceAll("-", " ").toLowerCase(), CODE), /nhóm thứ 5 \(V9X\)/);
  assert.match(explainSlip(wrong.replace("BTR", "BT8"), CODE), /nhóm thứ 5 \(V9X\), 9 \(BT8\)/);
  assert.match(explainSlip(wrong), /ba nhóm đầu/);
  assert.match(explainSlip(CODE.replace("PPJ", "PUJ"), CODE), /Nhóm thứ 6 \(PUJ\) có chữ U/);
  assert.match(explainSlip("0".repeat(27), CODE), /ba nhóm đầu/);
  assert.match(explainSlip(CODE.replace("PPJ", "PP"), CODE), /Nhóm thứ 6 \(PP\)/);
  assert.match(explainSlip(CODE.slice(0, 23), CODE), /mới gõ 18 chữ/);
  assert.match(explainSlip("", CODE), /mới gõ 0 chữ/);
});

test("the first groups of a code are no sheet of before", () => {
  assert.equal(compareCodes(CODE.slice(0, 23), CODE), null);
  assert.deepEqual(compareCodes("HW5-V9Z-PPJ-7VE-FG9-BTR", CODE), []);
});
