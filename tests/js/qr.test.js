// What the standard of QR codes (ISO/IEC 18004) fixes. Whether a camera reads a code, another decoder tells: tests/browser/test_counting.py.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeQr } from "../../theme/assets/qr.js";
import { given } from "./given.js";

// The most bytes of each version with error correction M (table 7 of the standard).
const MOST = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213];
/** The information that stands beside the corners for level M and each mask (table C.1). */
const FORMATS = [0x5412, 0x5125, 0x5e7c, 0x5b4b, 0x45f9, 0x40ce, 0x4f97, 0x4aa0];
/** The information that stands beside two corners from version 7 on (table D.1). */
const VERSIONS = { 7: 0x07c94, 8: 0x085bc, 9: 0x09a99, 10: 0x0a4d3 };

/** @param {number} bytes */
const text = (bytes) => "niemyet/".repeat(30).slice(0, bytes);
/** @type {(bits: number[]) => number} the first bit is the lowest */
const read = (bits) => bits.reduce((sum, bit, i) => sum + bit * 2 ** i, 0);

test("a code is of the smallest version that has room for the bytes", () => {
  for (const [i, most] of MOST.entries()) {
    assert.equal(makeQr(text(most)).length, 21 + 4 * i, `${most} bytes`);
    if (i < 9) assert.equal(makeQr(text(most + 1)).length, 25 + 4 * i, `${most + 1} bytes`);
  }
});

test("bytes count, not letters", () => {
  assert.equal(makeQr("ậậậậ").length, 21);
  assert.equal(makeQr("ậậậậậ").length, 25);
});

test("what is too long is refused", () => {
  assert.throws(() => makeQr(text(214)), RangeError);
});

test("every module is dark or light, and the corners are what a camera looks for", () => {
  for (const most of MOST) {
    const grid = makeQr(text(most));
    const size = grid.length;
    assert.ok(grid.flat().every((bit) => bit === 0 || bit === 1));
    for (const [row, column] of [[0, 0], [0, size - 7], [size - 7, 0]]) {
      const corner = grid.slice(row, row + 7).map((line) => line.slice(column, column + 7).join(""));
      assert.deepEqual(corner, ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"]);
    }
    for (let i = 8; i < size - 8; i++) assert.deepEqual([grid[6][i], grid[i][6]], [(i + 1) % 2, (i + 1) % 2]);
    assert.equal(grid[size - 8][8], 1);
  }
});

test("the format says level M and one of the masks, twice the same", () => {
  for (let bytes = 1; bytes < 213; bytes += 9) {
    const grid = makeQr(text(bytes));
    const size = grid.length;
    const upright = [0, 1, 2, 3, 4, 5, 7, 8].map((row) => grid[row][8]).concat([7, 6, 5, 4, 3, 2, 1].map((n) => grid[size - n][8]));
    const level = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => grid[8][size - n]).concat([7, 5, 4, 3, 2, 1, 0].map((column) => grid[8][column]));
    assert.ok(FORMATS.includes(read(upright)), `${bytes} bytes`);
    assert.equal(read(level), read(upright));
  }
});

test("from version 7 on the version is said, twice", () => {
  for (const [version, bits] of Object.entries(VERSIONS)) {
    const grid = makeQr(text(MOST[Number(version) - 1]));
    const start = grid.length - 11;
    const places = Array.from({ length: 18 }, (_, i) => [Math.floor(i / 3), start + i % 3]);
    assert.equal(read(places.map(([a, b]) => grid[a][b])), bits);
    assert.equal(read(places.map(([a, b]) => grid[b][a])), bits);
  }
});

test("a code is, module for module, what another program makes of the text with one of the masks, whichever that is", () => {
  /** @type {Set<number>} */
  const masks = new Set();
  for (const [said, grids] of given("qr")) {
    const mask = grids.indexOf(makeQr(said).flat().join(""));
    assert.ok(mask >= 0, said);
    masks.add(mask);
  }
  assert.equal(masks.size, 8, "all of them are among these codes");
});
