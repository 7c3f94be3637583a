// The shapes that the modules of the form share.

/** A value of a record without its place: all scalars are text. */
type Plain = string | Plain[] | { [key: string]: Plain };
type KeyPath = (string | number)[];
type PlainTable = { [key: string]: Plain };

/** `start`, `end`: where it is written, in characters. `flow`: between brackets. `block`: on lines of its own. */
interface YamlNode {
  kind: "text" | "list" | "table";
  flow: boolean;
  block: boolean;
  start: number;
  end: number;
  text: string;
  entries: Map<string, YamlEntry>;
  items: YamlNode[];
}
interface YamlEntry { key: YamlNode; value: YamlNode }

/** What becomes of the value at a path: null removes it; `added` puts an item of a list before the one that has this index. */
interface RecordEdit { path: KeyPath; value: Plain | null; added?: boolean }

/** How a kind of record is written: made from its model by `editing/record_fields.py`. */
interface FormField {
  name: string;
  title: string;
  hint?: string;
  need?: boolean;
  /** Whether it is shown only when it is asked for. */
  more?: boolean;
  kind: "text" | "long" | "money" | "whole" | "halves" | "degrees" | "day" | "clock" | "truth" | "choice" | "phone" | "email" | "link" | "code" | "number"
    | "list" | "many" | "either" | "table" | "register";
  options?: [value: string, label: string][];
  /** From which names it is chosen. */
  pick?: "procedures" | "documents" | "fields" | "fees" | "cases" | "counters" | "places";
  pattern?: string;
  /** Of a list, of one or many, of a register. */
  item?: FormField;
  /** Of a table; of a text that may be one instead ("either"). */
  fields?: FormField[];
}

/** Whether the value at a path is written without quotation marks: a number, a day, true or false. */
type Bare = (path: KeyPath) => boolean;
/** How a record is written: the order of the keys of each table, and what is bare. */
interface RecordModel { order(path: KeyPath): string[]; bare: Bare }

/** The characters from `start` to `end` give way to `written`. */
interface Splice { start: number; end: number; written: string }
/** Where an edit is made. `flow`: within brackets, at any depth. */
interface SplicePlace { text: string; parent: YamlNode; path: KeyPath; bare: Bare; flow: boolean }

/** The name of what is chosen by a code or number: of a procedure, a document, a field of work. */
type NameOf = (field: FormField, value: string) => string;

/** A rule that a record breaks. `warning`: it is only doubtful. */
interface Broken { path: KeyPath; rule: string; values: Record<string, string>; warning?: boolean }
interface Problem { path: KeyPath; told: string; warning: boolean }

/** The parts of a form that its controls know (`record-form.js`). */
interface RecordForm {
  state: FormState;
  places: Map<string, { input: HTMLElement; said: HTMLElement; understood: string }>;
  opened: Set<string>;
  touched: Set<string>;
  optionsOf(field: FormField, path: KeyPath): [string, string][] | null;
  changed(path: KeyPath): void;
  setPeriods(path: KeyPath, periods: [string, string][]): void;
}
/** `form-state.js`. */
interface FormState {
  field: FormField;
  record: PlainTable;
  typed: Map<string, string>;
  get(path: KeyPath): Plain | undefined;
  set(path: KeyPath, value: Plain | null): void;
  refuse(path: KeyPath, typed: string, fault: string): void;
  remove(list: KeyPath, index: number): void;
  problems(today: string, sentences: Record<string, string>): Problem[];
}

/** What was begun: `text` and `from` are the file that it began from, null for a new one; `typed` what was refused, by path as JSON. */
interface Draft { path: string; kind: string; from: string | null; text: string | null; record: PlainTable; typed: Record<string, string> }

/** What the build writes (`ten.json`). */
interface Names {
  site: string;
  forge: ForgeSettings | null;
  kinds: { kind: string; title: string; pattern: string }[];
  places: [path: string, name: string][];
  procedures: { code: string; name: string; field: string; file: string; province: string; cases: Record<string, string>; fees: string[] }[];
  fields: [slug: string, name: string][];
  documents: [number: string, title: string, province: string][];
  sentences: Record<string, string>;
}

/** What the pages know of the form as a whole (`app.js`). */
interface App {
  names: Names;
  forge(): Promise<Forge>;
  fieldsOf(kind: string): Promise<FormField>;
  go(hash: string): void;
  show(title: string, ...content: (Node | string)[]): void;
  today(): string;
  begin(path: string, kind: string): Promise<PlainTable>;
  countersOf(place: string, field?: string): Promise<string[]>;
  nameOf: NameOf;
}
interface Reviewed { draft: Draft; words: string[]; lines: string[]; text: string | null; told: string }

/** What a chooser asks of (`chooser.js`). `choose`: '' if nothing is chosen; `refuse`: what was typed and fits nothing. */
interface ChooserAsked {
  options(): [value: string, name: string][];
  value: string;
  choose(value: string): void;
  refuse?(typed: string): void;
  attributes?: Record<string, string | undefined>;
}
