// The code of a printed sheet beside that of its page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { compareCodes } from "../../theme/assets/verify.js";

const CODE = "0A1B-2C3D-4E5F";

test("the groups that differ are told by their places", () => {
  assert.deepEqual(compareCodes(CODE, CODE), []);
  assert.deepEqual(compareCodes("0A1B-2C3D-4E5G", CODE), [2]);
  assert.deepEqual(compareCodes("XA1B-2C3D-4E5X", CODE), [0, 2]);
  assert.deepEqual(compareCodes("1111-1111-1111", CODE), [0, 1, 2]);
});

test("a code may be typed small, with or without spaces and dashes, with letters that look like figures", () => {
  for (const typed of ["0a1b2c3d4e5f", " 0a1b 2c3d 4e5f ", "oA1B–2C3D–4E5F", "OAIB-2C3D-4E5F", "0alb.2c3d.4e5f"]) assert.deepEqual(compareCodes(typed, CODE), [], typed);
});

test("what is no code of this kind is none", () => {
  for (const typed of ["", "0A1B-2C3D", `${CODE}-0000`, "Thường Tín", "0A1B-2C3D-4E5"]) assert.equal(compareCodes(typed, CODE), null, typed);
});
