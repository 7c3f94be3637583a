// A country so small that what the search makes of it can be worked out by hand.

/** @type {(code: string, name: string, more?: Partial<SearchProcedure>) => SearchProcedure} */
export const procedure = (code, name, more = {}) => (
  { code, name, short: "", summary: "", field: "ho-tich", aliases: [], events: [], audience: ["citizen"], online: "", papers: [], ...more });
/** @type {(path: string, kind: string, name: string, more?: Partial<SearchCommune>) => SearchCommune} */
export const commune = (path, kind, name, more = {}) => ({ path, kind, name, former: [], missing: [], ...more });

/**
 * A file of places, as the generator makes it. Numbers of old names count `communes`, then `absent`; the name "" is the whole district.
 * @param {SearchCommune[]} communes @param {AbsentCommune[]} absent
 * @param {{district: string, province: string, names: Record<string, number[]>}[]} former @returns {PlaceFile}
 */
export function fileOf(communes, absent, former) {
  const all = [...communes, ...absent];
  const provinces = [...new Set(all.map(({ path }) => path.split("/")[0]))];
  /** @type {PlaceFile} */
  const file = { first: "a", provinces, above: [], missing: communes.map(({ missing }) => missing), units: [], today: [], own: [], former: [], districts: [] };
  all.forEach(({ path, kind, name }, i) => {
    const [province, folder] = path.split("/");
    file.units.push([provinces.indexOf(province), `${kind} ${name}`, i < communes.length ? i : -1, folder]);
    file.today.push(i);
  });
  for (const { district, province, names } of former) {
    const over = file.above.push(province ? `${district}, ${province}` : district, province) - 2;
    for (const [name, at] of Object.entries(names)) if (name) file.former.push([name, over, ...at]);
    file.districts.push([district, over + 1, ...new Set(Object.values(names).map(([first]) => first))]);
  }
  return file;
}

const COMMUNES = [
  commune("ha-noi/hong-van", "xã", "Hồng Vân", { missing: ["1.000003"] }),
  commune("ha-noi/kim-lien", "phường", "Kim Liên", { former: ["phường Phương Mai", "xã Khương Thượng (một phần)", "(nay không còn)"] }),
  commune("ha-noi/thach-khe", "xã", "Thạch Khê"),
  commune("ha-tinh/thach-khe", "xã", "Thạch Khê"),
  commune("ha-tinh/hue", "phường", "Huế"),
  commune("ha-noi/can-gio", "xã", "Cần Giờ"),
];
/** @type {AbsentCommune[]} */
const ABSENT = [{ path: "ha-noi/dong-da", kind: "phường", name: "Đống Đa" }, { path: "ha-noi/tu-nhien", kind: "xã", name: "Tự Nhiên" }];

/** @type {{district: string, province: string, names: Record<string, number[]>}[]} */
const FORMER = [
  { district: "quận Đống Đa", province: "", names: { "phường Phương Liên": [1], "phường Nam Đồng": [1, 6], "phường 12": [1] } },
  { district: "quận Gò Vấp", province: "", names: { "phường 12": [5] } },
  { district: "huyện Thường Tín", province: "tỉnh Hà Tây", names: { "thị trấn Hồng Vân": [0], "xã Hồng Vân": [0], "xã Xâm Thị": [7] } },
  { district: "huyện Hoàng Sa", province: "", names: { "": [5] } },
];

/** @type {SearchData} */
export const DATA = {
  fields: { "ho-tich": "Hộ tịch", "cu-tru": "Cư trú", "trong": "Trống" },
  events: { "sinh-con": "Sinh con", "qua-doi": "Qua đời" },
  provinces: { "ha-noi": "thành phố Hà Nội", "ha-tinh": "tỉnh Hà Tĩnh" },
  procedures: [
    procedure("1.000001", "Đăng ký khai sinh", { aliases: ["làm giấy khai sinh"], events: ["sinh-con"], online: "full", papers: ["Giấy chứng sinh"] }),
    procedure("1.000002", "Đăng ký kết hôn", { summary: "Nam nữ về chung một nhà" }),
    procedure("1.000003", "Đăng ký khai tử", { events: ["qua-doi"], audience: ["business"] }),
    procedure("1.000004", "Đăng ký tạm trú", { field: "cu-tru", online: "partial", aliases: ["đăng ký ở trọ"] }),
    procedure("2.000005", "Xác nhận tình trạng hôn nhân", { papers: ["Giấy chứng sinh của con"] }),
  ],
  communes: COMMUNES,
  country: {
    firsts: ["a"],
    provinces: [
      { path: "ha-noi", kind: "thành phố", name: "Hà Nội", address: "ha-noi/", also: ["HN"], former: ["tỉnh Hà Tây"] },
      { path: "ha-tinh", kind: "tỉnh", name: "Hà Tĩnh", address: "ha-tinh/", also: [], former: [] },
      { path: "an-giang", kind: "tỉnh", name: "An Giang", address: "xa/an-giang/", also: [], former: ["tỉnh Kiên Giang"] },
    ],
  },
  files: [fileOf(COMMUNES, ABSENT, FORMER)],
  elsewhere: [{ id: "ly-hon", name: "Ly hôn", where: "Tòa án nhân dân", aliases: ["ly dị", "bỏ chồng"] }],
  articles: [{ path: "2026/mot-cua", title: "Một cửa đổi mới", lead: "Bộ phận một cửa mở thứ bảy", date: "22/11/2026", places: [] }],
  months: ["2026-11"],
  pages: [
    { address: "van-ban/60-2014-qh13/", number: "60/2014/QH13", title: "Luật 60/2014/QH13", note: "Luật Hộ tịch", words: [] },
    { address: "sap-thay-doi/", title: "Sắp thay đổi", note: "Đã biết trước", words: ["năm sau có gì mới"] },
  ],
  synonyms: [["kết hôn", "cưới"], ["khai tử", "báo tử"]],
  asides: { around: ["bao nhiêu tiền", "ở đâu"], filler: ["tôi", "muốn", "cần"], weak: ["làm", "giấy"], office: ["giờ làm việc", "trụ sở"], news: ["tin"], law: ["luật"] },
};
