// What is shown of a thing that was found: its address, its title, what it is. Pure, but for the words of the page.

import { sayUnit } from "./units.js";
import { many, say } from "./words.js";

/**
 * @param {Entry} entry @param {number} points @param {AnyCommune | undefined} commune where the procedure is posted
 * @param {SearchIndex} index @param {PlaceIndex} places @returns {SearchAnswer}
 */
export function describeEntry(entry, points, commune, index, places) {
  switch (entry.kind) {
    case "page": return { kind: "page", address: entry.address, title: entry.title, note: entry.note, points };
    case "article": return { kind: "article", address: `tin-tuc/${entry.path}/`, title: entry.title, note: entry.date, points };
    case "elsewhere": return { kind: "elsewhere", address: `lam-o-dau/${entry.id}/`, title: entry.name, note: say("Nơi nhận: {where}", { where: entry.where }), points };
    case "procedure": break;
    default: {
      const [folder, note] = entry.kind === "field"
        ? ["linh-vuc", many("Lĩnh vực, {number} thủ tục", entry.many)] : ["su-kien", many("Sự kiện trong đời, {number} thủ tục", entry.many)];
      return { kind: entry.kind, address: `${folder}/${entry.id}/`, title: entry.name, note, points };
    }
  }
  const { kind, code, province: owner } = entry;
  const title = entry.short || entry.name;
  if (!commune) return { kind, code, owner, address: `thu-tuc/${code}/`, title, note: index.noteOf(entry), points };
  return { kind, code, place: commune.path, address: `${commune.path}/${code}/`, title, note: say("tại {name}", { name: places.titleOf(commune) }), points };
}

/** What a commune is called, and what is in it of the old one that was asked for. @type {(title: string, old: OldName | null) => string} */
function nameNow(title, old) {
  if (!old || old.district) return title;
  const name = sayUnit(old.name) + (old.above && ` (${old.above.split(", ").map(sayUnit).join(", ")})`);
  return say(old.part ? "một phần {name} nay thuộc {today}" : "{name} nay thuộc {today}", { name, today: title });
}

/** @type {(found: Pick<FoundCommune, "commune" | "old">, points: number, places: PlaceIndex) => SearchAnswer} */
export function describePlace({ commune, old }, points, places) {
  const [title, province] = [nameNow(places.titleOf(commune), old), places.provinceOf(commune)];
  const before = old?.district ? [old.name, old.above].filter(Boolean).map(sayUnit).join(", ") : "";
  const note = before ? say("{name} trước 01/07/2025, nay thuộc {today}", { name: before, today: province }) : province;
  const [folder, name] = commune.path.split("/");
  if ("missing" in commune) return { kind: "commune", address: `${commune.path}/`, title, note, points };
  return { kind: "commune", address: `xa/${folder}/#${name}`, title, note: say("{note}; xã, phường này chưa có trên trang", { note }), points };
}

/** @type {(found: FoundProvince, points: number) => SearchAnswer} */
export function describeProvince({ province, old }, points) {
  const today = sayUnit(`${province.kind} ${province.name}`);
  const title = old ? say("{name} nay thuộc {today}", { name: sayUnit(old), today }) : today;
  return { kind: "province", address: province.address, title, note: say("Xã, phường, đặc khu của tỉnh, thành phố này"), points };
}

/** @param {string} code @returns {SearchAnswer} */
export const describeSheet = (code) => ({
  kind: "page", address: `kiem-tra/#${code}`, title: say("Kiểm tra tờ niêm yết {code}", { code }), note: say("Tờ trên tường còn đúng không?"), points: 1,
});
