// What the form's own scripts see of Sveltia CMS and of the form's configuration (cau-hinh.json). Read by `make lint` alone.

interface FormField { name: string; fields?: FormField[]; pattern?: [pattern: string, message: string] }
interface FormCollection { name: string; fields?: FormField[]; files?: { file: string; fields: FormField[] }[] }
type FormValue = string | number | boolean | null | FormValue[] | { [name: string]: FormValue };

type FormPath = (string | number)[];

/** An immutable map, as the form hands it over. */
interface EntryData {
  toJS(): FormValue;
  updateIn(path: FormPath, change: (value: unknown) => FormValue): EntryData;
}
interface FormEntry {
  get(key: "path" | "collection"): string;
  get(key: "newRecord"): boolean;
  get(key: "data"): EntryData;
}
declare const CMS: {
  registerEventListener(listener: { name: "preSave"; handler(event: { entry: FormEntry }): void | EntryData | Promise<EntryData | undefined> }): void;
};
