// A QR code (ISO/IEC 18004) of an address: bytes, error correction M, versions 1 to 10. Pure: text in, modules out.

// Per version: error-correcting bytes of a block, then the data bytes of each block.
const BLOCKS = [
  [], [10, 16], [16, 28], [26, 44], [18, 32, 32], [24, 43, 43], [16, 27, 27, 27, 27], [18, 31, 31, 31, 31],
  [22, 38, 38, 39, 39], [22, 36, 36, 36, 37, 37], [26, 43, 43, 43, 43, 44],
];
/** @type {number[][]} */
const ALIGNMENT = [
  [], [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50],
];
/** @type {((r: number, c: number) => boolean)[]} */
const MASKS = [
  (r, c) => (r + c) % 2 === 0, (r) => r % 2 === 0, (r, c) => c % 3 === 0, (r, c) => (r + c) % 3 === 0,
  (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0, (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0,
  (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0, (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
];

const EXP = new Uint8Array(512);
const LOG = new Uint8Array(256);
for (let i = 0, x = 1; i < 255; i++) {
  EXP[i] = EXP[i + 255] = x;
  LOG[x] = i;
  x = x << 1 ^ (x & 128 ? 0x11d : 0);
}

/** The remainder that makes a block of data correctable (Reed–Solomon over GF(256)). @param {number[]} data @param {number} count */
function correct(data, count) {
  let generator = [1];
  for (let i = 0; i < count; i++) {
    const next = [...generator, 0];
    generator.forEach((value, k) => { if (value) next[k + 1] ^= EXP[LOG[value] + i]; });
    generator = next;
  }
  const rest = [...data, ...new Array(count).fill(0)];
  for (let i = 0; i < data.length; i++) {
    if (!rest[i]) continue;
    const factor = LOG[rest[i]];
    generator.forEach((value, k) => { rest[i + k] ^= EXP[LOG[value] + factor]; });
  }
  return rest.slice(data.length);
}

/** Data and correcting bytes, blocks interleaved. @param {number[]} bytes @param {number[]} block */
function interleave(bytes, [count, ...sizes]) {
  let start = 0;
  const blocks = sizes.map((size) => bytes.slice(start, start += size));
  const corrections = blocks.map((block) => correct(block, count));
  const longest = Math.max(...sizes);
  /** @type {number[]} */
  const result = [];
  for (let i = 0; i < longest; i++) for (const block of blocks) if (i < block.length) result.push(block[i]);
  for (let i = 0; i < count; i++) for (const correction of corrections) result.push(correction[i]);
  return result;
}

/** @param {string} text */
function encode(text) {
  const data = new TextEncoder().encode(text);
  const version = BLOCKS.findIndex((block, v) => v > 0 && sum(block.slice(1)) * 8 >= 4 + (v < 10 ? 8 : 16) + 8 * data.length);
  if (version < 0) throw new RangeError("too long for a QR code");
  const room = sum(BLOCKS[version].slice(1)) * 8;
  let bits = "0100" + data.length.toString(2).padStart(version < 10 ? 8 : 16, "0");
  for (const byte of data) bits += byte.toString(2).padStart(8, "0");
  bits += "0".repeat(Math.min(4, room - bits.length));
  bits += "0".repeat((8 - bits.length % 8) % 8);
  const bytes = (bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2));
  for (let i = 0; bytes.length < room / 8; i++) bytes.push(i % 2 ? 0x11 : 0xec);
  return { version, bytes: interleave(bytes, BLOCKS[version]) };
}

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

/** Bits with their remainder behind them (BCH code). @type {(value: number, divisor: number, length: number) => number} */
function protect(value, divisor, length) {
  let rest = value << length;
  for (let bit = 31 - Math.clz32(rest); bit >= length; bit--) if (rest >> bit & 1) rest ^= divisor << bit - length;
  return value << length | rest;
}

/** The grid with everything but data: 0 or 1 where a module is fixed, null where data goes. @param {number} version */
function makeGrid(version) {
  const size = 17 + 4 * version;
  /** @type {(number | null)[][]} */
  const grid = Array.from({ length: size }, () => new Array(size).fill(null));
  /** @type {(row: number, column: number, reach: number, dark: (distance: number) => boolean) => void} */
  const square = (row, column, reach, dark) => {
    for (let r = -reach; r <= reach; r++) {
      for (let c = -reach; c <= reach; c++) {
        if (grid[row + r]?.[column + c] !== undefined) grid[row + r][column + c] = Number(dark(Math.max(Math.abs(r), Math.abs(c))));
      }
    }
  };
  for (const [row, column] of [[3, 3], [3, size - 4], [size - 4, 3]]) square(row, column, 4, (d) => d !== 2 && d !== 4);
  for (const row of ALIGNMENT[version]) {
    for (const column of ALIGNMENT[version]) if (grid[row][column] === null) square(row, column, 2, (d) => d !== 1);
  }
  for (let i = 8; i < size - 8; i++) grid[6][i] = grid[i][6] = (i + 1) % 2;
  placeFormat(grid, 0);
  if (version >= 7) {
    const bits = protect(version, 0x1f25, 12);
    for (let i = 0; i < 18; i++) grid[Math.floor(i / 3)][size - 11 + i % 3] = grid[size - 11 + i % 3][Math.floor(i / 3)] = bits >> i & 1;
  }
  return grid;
}

/** @param {(number | null)[][]} grid @param {number} mask */
function placeFormat(grid, mask) {
  const size = grid.length;
  const bits = protect(mask, 0x537, 10) ^ 0x5412; // level M is 00
  for (let i = 0; i < 15; i++) {
    const bit = bits >> i & 1;
    if (i < 6) grid[i][8] = bit; else if (i < 8) grid[i + 1][8] = bit; else grid[size - 15 + i][8] = bit;
    if (i < 8) grid[8][size - 1 - i] = bit; else if (i < 9) grid[8][7] = bit; else grid[8][14 - i] = bit;
  }
  grid[size - 8][8] = 1;
}

/** @param {(number | null)[][]} grid @param {number[]} bytes @param {number} mask */
function fill(grid, bytes, mask) {
  const size = grid.length;
  const result = grid.map((row) => row.map((bit) => bit ?? 0));
  let at = 0;
  let up = true;
  for (let right = size - 1; right > 0; right -= 2, up = !up) {
    if (right === 6) right = 5;
    for (let i = 0; i < size; i++) {
      const row = up ? size - 1 - i : i;
      for (const column of [right, right - 1]) {
        if (grid[row][column] !== null) continue;
        const bit = (bytes[at >> 3] ?? 0) >> 7 - (at & 7) & 1;
        at++;
        result[row][column] = bit ^ Number(MASKS[mask](row, column));
      }
    }
  }
  placeFormat(result, mask);
  return result;
}

/** How hard a grid is to read: long runs, blocks, look-alikes of the corners, uneven darkness. @param {number[][]} grid */
function penalty(grid) {
  let points = 0;
  const lines = [...grid, ...grid.map((_, column) => grid.map((row) => row[column]))].map((line) => line.join(""));
  for (const line of lines) {
    for (const run of line.match(/0{5,}|1{5,}/g) ?? []) points += run.length - 2;
    points += 40 * (line.match(/(?=00001011101|10111010000)/g) ?? []).length;
  }
  for (let r = 1; r < grid.length; r++) {
    for (let c = 1; c < grid.length; c++) {
      if (new Set([grid[r][c], grid[r - 1][c], grid[r][c - 1], grid[r - 1][c - 1]]).size === 1) points += 3;
    }
  }
  const dark = sum(grid.flat()) / grid.length ** 2;
  return points + 10 * Math.floor(Math.abs(dark * 20 - 10));
}

/** The modules of the code, row by row: 1 is dark. RangeError where the text is longer than some 210 bytes. @param {string} text */
export function makeQr(text) {
  const { version, bytes } = encode(text);
  const grid = makeGrid(version);
  const candidates = MASKS.map((_, mask) => fill(grid, bytes, mask));
  return candidates.reduce((best, other) => (penalty(other) < penalty(best) ? other : best));
}

/** The code as an SVG element with the four quiet modules around it. @type {(text: string, label: string) => SVGSVGElement} */
export function drawQr(text, label) {
  const grid = makeQr(text);
  const size = grid.length + 8;
  const dark = grid.flatMap((row, r) => row.map((bit, c) => (bit ? `M${c + 4} ${r + 4}h1v1h-1z` : ""))).join("");
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  /** @type {(name: string, attributes: Record<string, string>) => void} */
  const draw = (name, attributes) => {
    const node = document.createElementNS(space, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    svg.append(node);
  };
  for (const [key, value] of Object.entries({ viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": label, "shape-rendering": "crispEdges" })) svg.setAttribute(key, value);
  draw("rect", { width: String(size), height: String(size), fill: "#fff" });
  draw("path", { d: dark, fill: "#000" });
  return svg;
}
