// What is wrong with a sheet's code that was typed, and in which group, so that somebody looks there and not at 27 letters.

import { GROUPS, LENGTH, clean, inGroups, strangeLetter } from "./sheet-code.js";
import { many, say } from "./words.js";

const MOST = 2; // groups that are told; where more differ, another sheet was typed

/** The groups as they were typed: between blanks and dashes, or by threes. @param {string} typed */
function typedGroups(typed) {
  const apart = typed.split(/[^0-9A-Za-z]+/).map(clean).filter(Boolean);
  return apart.length > 1 ? apart : inGroups(clean(typed).padEnd(Math.ceil(clean(typed).length / 3) * 3)).map((group) => group.trim());
}

/**
 * Why typed letters are no code. `current`: the code of the sheet that hangs there now, "" where it is not known.
 * @param {string} typed @param {string} [current]
 */
export function explainSlip(typed, current = "") {
  const [groups, letters] = [typedGroups(typed), clean(typed)];
  const strange = strangeLetter(groups);
  if (strange) return say("Nhóm thứ {place} ({group}) có chữ {letter}, không mã nào có chữ này.", { place: strange.place + 1, group: groups[strange.place], letter: strange.letter });
  if (letters.length !== LENGTH) return explainLength(groups, letters.length);
  const own = inGroups(clean(current));
  const wrong = inGroups(letters).flatMap((group, place) => (own.length === GROUPS && group !== own[place] ? [place] : []));
  if (!wrong.length || wrong.length > MOST) return say("Có chữ gõ sai, có lẽ ở ba nhóm đầu. So lại từng nhóm với tờ giấy.");
  const named = wrong.map((place) => `${place + 1} (${inGroups(letters)[place]})`).join(", ");
  return say("Có chữ gõ sai, có lẽ ở nhóm thứ {places}. So lại nhóm ấy với tờ giấy.", { places: named });
}

/** @param {string[]} groups @param {number} count */
function explainLength(groups, count) {
  const odd = groups.findIndex((group) => group.length !== 3);
  if (odd >= 0 && groups.length === GROUPS) return say("Nhóm thứ {place} ({group}) không đủ hoặc thừa chữ: mỗi nhóm có ba chữ.", { place: odd + 1, group: groups[odd] });
  return many("Mã trên tờ có chín nhóm, 27 chữ; mới gõ {number} chữ.", count);
}
