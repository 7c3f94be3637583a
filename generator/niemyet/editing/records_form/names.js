// The names that the build wrote for the form (`editing/record_names.py`), and what a field is chosen from.

/** @param {Names} names @param {string} path @returns {{ kind: string, title: string } | undefined} */
export const kindOf = (names, path) => names.kinds.find(({ pattern }) => new RegExp(`^(?:${pattern})$`).test(path));

/** The place of a file: "ha-noi/kim-lien", "ha-noi", or "" for the country. @param {string} path */
export const placeOf = (path) => {
  const [, province, next, ...rest] = path.split("/");
  if (province === "reference") return "";
  return rest.length && next !== "procedures" && next !== "oversight" ? `${province}/${next}` : province;
};

/** @param {Names} names @param {string} place */
export const nameOfPlace = (names, place) => (place ? (names.places.find(([path]) => path === place)?.[1] ?? place) : "Chung cả nước");

/** The code in the name of a file: "1.001193@2027-01-01.yaml" → "1.001193". @param {string} path */
export const codeOf = (path) => (path.split("/").at(-1) ?? "").replace(/\.yaml$/, "").replace(/@.*$/, "");

/** The kinds of files of which there is one a year. */
const YEARLY = new Set(["calendar", "oversight", "province-oversight"]);

/** What a file is called: its procedure, or its kind. @param {Names} names @param {string} path */
export function nameOfFile(names, path) {
  const procedure = names.procedures.find(({ code }) => code === codeOf(path));
  if (procedure) return procedure.name;
  const known = kindOf(names, path);
  return known && YEARLY.has(known.kind) ? `${known.title} ${codeOf(path)}` : (known?.title ?? path);
}

/**
 * What a field of a record is chosen from; null: it is typed.
 * @param {Names} names @param {string} path Of the file. @param {() => PlainTable} record @param {{ counters: string[], documents: string[] }} more
 * @returns {(field: FormField) => [string, string][] | null}
 */
export function chooseFrom(names, path, record, more) {
  const kind = kindOf(names, path)?.kind ?? "";
  const own = kind === "procedure" || kind === "province-procedure";
  const code = () => (typeof record().code === "string" ? `${record().code}` : codeOf(path));
  const procedure = () => names.procedures.find((one) => one.code === code());
  const province = placeOf(path).split("/")[0];
  /** @type {Record<string, () => [string, string][] | null>} */
  const lists = {
    procedures: () => names.procedures.map((one) => [one.code, `${one.name} (${one.code})`]),
    fields: () => names.fields,
    documents: () => [
      ...names.documents.filter(([, , owner]) => !owner || owner === province).map(([number, title]) => /** @type {[string, string]} */ ([number, `${number} – ${title}`])),
      ...more.documents.map((number) => /** @type {[string, string]} */ ([number, number])),
    ],
    counters: () => more.counters.map((name) => [name, name]),
    cases: () => Object.entries(own ? record().cases ?? {} : procedure()?.cases ?? {}).map(([slug, name]) => [slug, `${name}`]),
    fees: () => (own ? namesIn(record().fees) : (procedure()?.fees ?? [])).map((name) => [name, name]),
  };
  return (field) => {
    const options = lists[field.pick ?? ""]?.() ?? null;
    const typed = (field.pick === "fees" && own && field.name === "name") || (field.pick !== "cases" && !options?.length);
    return typed ? null : options;
  };
}

/** @param {Plain | undefined} fees */
const namesIn = (fees) => (Array.isArray(fees) ? [...new Set(fees.flatMap((fee) => (typeof fee === "object" && !Array.isArray(fee) && typeof fee.name === "string" ? [fee.name] : [])))] : []);
