// The code of a printed sheet: which posting it is of, then which version. Pure; resolve/sheet_codes.py makes what is read here.

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUP = 3;
const NAME = 8;
const VERSION = 18;

/** How many letters a code has, and in how many groups. */
export const [LENGTH, GROUPS] = [NAME + 1 + VERSION, (NAME + 1 + VERSION) / GROUP];

/** Letters that are easily misread count as the figures that they look like. @param {string} code */
export const clean = (code) => code.toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1").replace(/[^0-9A-Z]/g, "");

/** @param {string} letters */
function checkLetter(letters) {
  let total = 0;
  for (const letter of letters) {
    total = (total ^ LETTERS.indexOf(letter)) << 1;
    if (total > 31) total ^= 0b100101;
  }
  return LETTERS[total];
}

/** @param {string} letters */
export const inGroups = (letters) => letters.match(new RegExp(`.{${GROUP}}`, "g")) ?? [];

/**
 * What a code says: its version, and since 2026 the commune and the figures of the procedure; null where it is no code, or mistyped.
 * @type {(typed: string) => SheetCode | null}
 */
export function readSheetCode(typed) {
  const letters = clean(typed);
  if ([...letters].some((letter) => !LETTERS.includes(letter))) return null;
  if (letters.length === VERSION) return { version: inGroups(letters) };
  if (letters.length !== NAME + 1 + VERSION) return null;
  const [name, check, version] = [letters.slice(0, NAME), letters[NAME], letters.slice(NAME + 1)];
  if (checkLetter(name + version) !== check) return null;
  const named = nameOf(name);
  return named && { version: inGroups(version), ...named };
}

/** The posting that letters name, checked or not; null where they can name none. @param {string} letters cleaned */
export function nameOf(letters) {
  let number = 0;
  for (const letter of letters.slice(0, NAME)) number = number * 32 + LETTERS.indexOf(letter);
  const figures = String(number).padStart(12, "0");
  return figures.length > 12 || letters.length < NAME ? null : { commune: figures.slice(7), procedure: figures.slice(0, 7) };
}

/** The first letter that no code has, and the place of its group; null if every letter may be in one. @param {string[]} groups */
export function strangeLetter(groups) {
  for (const [place, group] of groups.entries()) {
    const letter = [...group].find((one) => !LETTERS.includes(one));
    if (letter) return { letter, place };
  }
  return null;
}

/** Which parts differ between two versions: their positions. @type {(one: string[], other: string[]) => number[]} */
export const differingParts = (one, other) => other.flatMap((group, i) => (one[i] === group ? [] : [i]));

/** The figures by which a sheet names a procedure: "1.001193.000.00.00.H26" → "1001193". @param {string} code */
export const numberOf = (code) => code[0] + code.slice(2, 8);

/**
 * What was typed, or read from a QR code: a code, or the address of a sheet. Sheets printed before lead to their page, with the
 * version behind `?v=`; `path` is then that of the posting.
 * @type {(text: string) => { code: SheetCode | null, path?: string }}
 */
export function readScanned(text) {
  const before = text.match(/([a-z0-9-]+\/[a-z0-9-]+\/[0-9A-Z.]+)\/\?v=([0-9A-Za-z-]+)/);
  if (before) return { code: readSheetCode(before[2]), path: before[1] };
  return { code: readSheetCode(text.split("#").at(-1) ?? "") };
}
