// What of a long list is shown for what was typed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, holds } from "../../theme/assets/filter.js";

/** @type {(entry: string, typed: string) => boolean} */
const fits = (entry, typed) => holds(fold(entry), fold(typed).split(" ").filter(Boolean));

test("an entry fits by the beginnings of its words, in any order, with marks or without", () => {
  const entry = "Đăng ký khai sinh có yếu tố nước ngoài (1.001193)";
  for (const typed of ["khai sinh", "KHAI SINH", "dang ky", "Đăng", "sinh khai", "nuoc ngoai", "1.0011", " khai  s", ""]) assert.ok(fits(entry, typed), typed);
  for (const typed of ["ai sinh", "khai tử", "ngoai thanh", "001193"]) assert.ok(!fits(entry, typed), typed);
});

test("a number of a document is one word", () => {
  assert.ok(fits("Luật Hộ tịch 60/2014/QH13", "60/2014"));
  assert.ok(!fits("Luật Hộ tịch 60/2014/QH13", "2014"));
});
