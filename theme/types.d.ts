// The shapes that the scripts of the pages share: what a page and its data carry, and what the scripts make of it. Read by
// `make lint` alone, and not published. Names are global, so that a script needs no import for a word in a comment.

/** "2026-11-23" */
type Day = string;
/** A moment in Việt Nam; `minutes` of the day. */
interface Moment { day: Day; minutes: number }

/** What the places of a sentence are filled with. */
type Values = Record<string, string | number>;

// -- du-lieu/lich.json (generator: render/calendar.py) --------------------------------------------------------

interface CalendarYear {
  official: boolean;
  off: Record<Day, string>;
  /** Saturdays and Sundays that are worked → the days off that they stand for. */
  worked: Record<Day, Day>;
  /** Days of which there is no notice yet. */
  expected: Day[];
}
/** By the four digits of the year. */
type Years = Record<string, CalendarYear | undefined>;

// -- the code of a printed sheet (generator: resolve/sheet_codes.py) -------------------------------------------

/** `version`: six groups. Sheets printed before name no posting: `commune` and `procedure` are figures alone. */
interface SheetCode { version: string[]; commune?: string; procedure?: string }

// -- an office as a page states it ----------------------------------------------------------------------------

/** Minutes of the day: from the first up to the second. */
type Span = [opens: number, closes: number];
type Weekday = "sun" | "mon" | "tue" | "wed" | "thu" | "fri" | "sat";
interface Office {
  week: Partial<Record<string, Span[]>>;
  exceptions: Partial<Record<Day, { spans: Span[]; reason: string }>>;
}
/** A shift of a duty roster; `who`, `instead` and `counters` are words, `hours` is [] for all hours of the day. */
interface DutyShift { role: string; name: string; days: string[]; hours: Span[]; counters: string; who: string; instead: string }
interface DutyDays { from: Day; until: Day }
interface DutyPlan {
  week: DutyDays & { shifts: DutyShift[] };
  periods: (DutyDays & { shifts: DutyShift[] })[];
  absences: (DutyDays & { role: string; name: string; instead: string })[];
}
interface DutyTurn { counters: string; who: string; spans: Span[]; instead: boolean }
/** The hours of one day; `known` where they are certain, `reason` why they are not those of the week, or "". */
interface DayHours { spans: Span[]; known: boolean; reason: string }
/** `open` is null where the day is not known, `until` and `next` where there is no such moment. */
interface Opening { open: boolean | null; until: number | null; next: Moment | null; why: Step[] }
type DeadlineUnit = "working_day" | "day" | "month" | "working_hour";
/** `until`: on the same day, where it is received up to that minute. */
type Deadline = { amount: number; unit: DeadlineUnit } | { until: number };
/** The day of return; `minutes` null where only the day is known. */
interface Due { day: Day; minutes: number | null }

// -- the steps of a reckoning (generator: resolve/steps.py) ---------------------------------------------------

/** What each kind of step tells beside its kind. */
interface StepParts {
  post: object; first_day: object; next_working_day: object; no_such_day: object; no_hours: object;
  closed: { day: Day; clock: number; text: string };
  received: { day: Day; clock: number };
  half_day: { day: Day; clock: number };
  counter: { day: Day; text: string };
  off: { day: Day; text: string };
  today: { day: Day; text: string };
  moved: { day: Day; text: string };
  not_official: { day: Day; text: string };
  expected: { day: Day; text: string };
  same_day: { clock: number };
  after_limit: { clock: number };
  counted: { day: Day; count: number };
  stretch: { day: Day; clock: number; until: number; count: number };
  last_day: { day: Day };
  shut: { day: Day; text: string; opens: Moment | null };
}
type StepKind = keyof StepParts;
type Step<Kind extends StepKind = StepKind> = { [K in Kind]: { kind: K } & StepParts[K] }[Kind];

// -- the tables of a posting (generator: render/choosing.py) --------------------------------------------------

interface Charge { amount: number; parts?: string; unit?: string; most?: number; per?: string; off?: number }
interface UnknownCharge { amount: null; unit?: string; per?: string }
interface View {
  card: string;
  /** What is behind it. Deadlines have none, and fees alone a sentence on the sum. */
  note?: string;
  total?: string;
  /** The lines to show, by their places in the list. */
  show: number[];
  sum?: { fixed: number; counted: Charge[] };
  optional?: (Charge | UnknownCharge)[];
  sample?: boolean;
  why?: string;
  /** The sum and the sentence for who has not said whether a waiver is theirs, where one may change the sum. */
  unsure?: [card: string, total: string];
  /** In another language than Vietnamese: what the units of charges are called. */
  units?: Record<string, string>;
}
type TableName = "papers" | "fees" | "deadlines";
interface AnswerTable { by: [question: string, options: string[]][]; at: number[]; views: View[] }
/** What charges are counted by: "due trang" → how many. */
type Counts = Map<string, number>;
interface CountedUnit { key: string; unit: string; least: number }

// -- tim-kiem/du-lieu.json (generator: render/search.py) ------------------------------------------------------

interface SearchProcedure {
  code: string; name: string; short: string; summary: string; field: string; aliases: string[]; events: string[]; audience: string[]; online: string;
  papers: string[];
  /** The path of the province whose own it is. */
  province?: string;
}
interface SearchCommune { path: string; kind: string; name: string; former: string[]; missing: string[] }
/** A commune that takes no part in the site. */
interface AbsentCommune { path: string; kind: string; name: string }
interface SearchArticle { path: string; title: string; lead: string; date: string; places: string[] }
/** `ended`: a document that is no longer in force. */
interface SearchPage { address: string; number?: string; title: string; note: string; words: string[]; ended?: true }
/** What a commune's office does not do; `where` says who does. */
interface SearchElsewhere { id: string; name: string; where: string; aliases: string[] }
/** `also`: how people shorten its name; `former`: the old provinces that came to it. */
interface SearchProvince { path: string; kind: string; name: string; address: string; also: string[]; former: string[] }
/**
 * A file of places (generator: render/search_places.py), those whose names begin with the words `first` and on. A unit: the place of
 * its province, its name with the kind, where it takes part in the site the place in `missing` (else -1), its folder if the name does
 * not give it. An old commune or district: its name with the kind, the place of what was above it, the units of today.
 */
interface PlaceFile {
  first: string; provinces: string[]; above: string[]; missing: string[][];
  units: [province: number, name: string, missing?: number, folder?: string][];
  today: number[]; own: [name: string, unit: number][];
  former: [name: string, above: number, ...units: number[]][]; districts: [name: string, above: number, ...units: number[]][];
}
/** A commune of such a file; `missing`: what it does not post, null where it takes no part in the site. */
interface PlaceUnit { path: string; kind: string; name: string; missing: string[] | null }
/** A name with its kind, what was above it, and the places of its communes in the file. */
interface PlaceName { kind: "today" | "own" | "former" | "district"; name: string; above: string; at: number[] }
/** Fee and time by code, as places in `texts` (generator: render/search_facts.py). */
interface FactsFile { texts: string[]; of: Record<string, [fee: number, time: number, counter?: number]> }
/** `counter`: in a commune, where the thing is handed in; "" where it names none. */
interface Facts { fee: string; time: string; counter: string }
/** What everything is called in English, and how people ask in it. */
interface EnglishData {
  procedures: Record<string, string[]>; elsewhere: Record<string, string[]>; pages: Record<string, string[]>;
  synonyms: string[][]; asides: CurrentData["asides"];
}
interface CurrentData {
  fields: Record<string, string>; events: Record<string, string>; hiddenEvents?: true; provinces: Record<string, string>;
  procedures: SearchProcedure[]; communes: SearchCommune[]; articles: SearchArticle[]; pages: SearchPage[];
  elsewhere: SearchElsewhere[];
  /** The months that have news, the latest first. */
  months: string[];
  /** The words with which the files of places begin, and all provinces. */
  country: { firsts: string[]; provinces: SearchProvince[] };
  synonyms: string[][];
  asides: Record<"around" | "filler" | "weak" | "office" | "news" | "law", string[]>;
}
/** `files`: the places that are there from the start. */
type SearchData = CurrentData & { files?: PlaceFile[] };
/** An article found by its words; `said`: they all stand in its title. */
interface FoundNews { path: string; title: string; date: string; said: boolean }
interface Facets { field?: string; event?: string; audience?: string; online?: string }
/** `code`: of a procedure, `place`: the path of the commune that posts it; `weak`: hardly what was meant. */
interface SearchAnswer {
  kind: Entry["kind"] | "commune" | "province"; address: string; title: string; note: string; points: number;
  code?: string; place?: string; weak?: boolean;
  /** The path of the province whose own procedure it is. */
  owner?: string;
}
/** `home`: the path of the chosen commune, or "". */
interface SearchOptions { facets: Facets; home: string }
/** Where a search gets its data: whole addresses; `language`: "" for Vietnamese. */
interface AskedSource { root: string; files: string; language: string }
/** What the worker is asked: without `options`, to get ready; `answers` are null where the data cannot be had. */
interface SearchTask { number: number; query: string; options: SearchOptions | null }
interface SearchTold { number: number; answers: SearchAnswer[] | null }
type Search = (query: string, options?: { facets?: Facets; home?: string; limit?: number }) => SearchAnswer[];
interface SearchEngine {
  search: Search;
  needs: (query: string, home: string) => number[];
  isForeign: (query: string) => boolean;
  asksNews: (query: string) => boolean;
  addFile: (file: PlaceFile) => void;
}

// -- the commune of this device (theme/assets/my-commune.js) ------------------------------------------------------------------

/** `province`: its name, maybe with the kind; `posts`: whether it took part in the site when it was chosen. */
interface MyCommune { path: string; kind: string; name: string; province: string; posts: boolean }
/** What the page of a posting tells (theme/assets/posting-page.js); `hours`: the table of hours, then the days that differ. */
/** `stale`: the law has replaced what is told of the papers. */
interface PostingPage {
  tables: Partial<Record<TableName, AnswerTable>>; papers: PostedPaper[]; questions: PostedQuestion[]; deadlines: PostedDeadline[];
  counter: string; office: string; hours: Element[]; stale: boolean;
}
/** A question of the chooser: `options` are pairs of value and words. */
interface PostedQuestion { key: string; words: string; options: [string, string][] }
/** A line of the deadlines: 0 without a unit is the same day, NaN what nobody knows. */
interface PostedDeadline { place: number; amount: number; unit: string }
/** `place`: its number in the table of papers; `cases`: for which cases alone, "" for all. */
interface PostedPaper { place: number; name: string; facts: string; when: string; cases: string }
interface MergedPaper { name: string; uses: { title: string; facts: string; when: string }[] }
/** A commune that was found by its name; `old`: the former name that was typed, `part` where only a part of it came here, `district` where a whole one was above it. */
interface FoundPlace { commune: MyCommune; old: string; part: boolean; district: boolean }

// -- inside the search ----------------------------------------------------------------------------------------

interface TypedWord { plain: string; word: string; marks: string }
/** A word of the query with the spellings that it can be read as. */
interface SpelledWord { word: string; marks: string; forms: string[] }
interface Token extends SpelledWord {
  ids: number[];
  /** Whether anything but a commune's name has it. */
  known: boolean;
  /** Number of an index word → how surely it is meant. */
  means: Map<number, number>;
  /** Whether it only surrounds what is asked. */
  aside: boolean;
}
type Guess = [id: number, quality: number];
interface IndexWord { id: number; marks: string }
interface Phrase { label: number | string; words: IndexWord[] }
/** A phrase that stands in a list of words: a group of synonyms by its number, or what surrounds a question by its name. */
interface Said { label: number | string; from: number; to: number }
interface SaidSynonym extends Said { label: number }
type TextKind = "code" | "subject" | "name" | "alias" | "title" | "field" | "event" | "summary" | "paper";
type Entry =
  | ({ kind: "procedure" } & SearchProcedure)
  | ({ kind: "page" } & SearchPage)
  | ({ kind: "article" } & SearchArticle)
  | ({ kind: "elsewhere" } & SearchElsewhere)
  | { kind: "field" | "event"; id: string; name: string; many: number };
type ProcedureEntry = Extract<Entry, { kind: "procedure" }>;
/** One text of an entry; `total` is what its words are worth, `turn` and `shares` belong to the ranking that is going on. */
interface IndexText { entry: Entry; kind: TextKind; list: IndexWord[]; said: SaidSynonym[]; total: number; turn: number; shares: number }
/** An old name: of a commune with what was above it, or (`district`) of a district. `part`: only a part of it came to the commune. */
interface OldName { name: string; above: string; part: boolean; district: boolean }
type AnyCommune = SearchCommune | AbsentCommune;
/** `kind`: that of the name, folded; `above`: what may be said beside it; `old`: what it was called before. */
interface CommuneName { commune: AnyCommune; kind: string; above: IndexWord[][]; list: IndexWord[]; quality: number; old: OldName | null }
/** A place in the query that can mean a word, how surely, and the marks that were typed. */
interface Wanted { t: number; quality: number; typed: string }
interface Query {
  wanted: Map<number, Wanted[]>;
  worths: number[];
  /** What asks for more than an office. */
  meant: number;
  /** Which words ask for an office: where it is, when it is open. */
  besides: boolean[];
  /** Whether news, or a document of the law, was asked for in so many words. */
  news: boolean; law: boolean;
  total: number;
  said: SaidSynonym[];
}
interface Hit { entry: Entry; points: number }
/** `rank`: its value, and something for the right kind; `end`: that of its name, with what the place lies in where that follows. */
interface FoundCommune { commune: AnyCommune; old: OldName | null; rest: Token[]; quality: number; value: number; rank: number; start: number; size: number; end: number }
/** An old district that a query names, and the folder of its province. */
interface SaidDistrict { start: number; size: number; folder: string }
/** A name of a province; `old`: the old province, with its kind, "" for a name of today. */
interface ProvinceName { province: SearchProvince; kind: string; list: IndexWord[]; old: string }
interface FoundProvince { province: SearchProvince; old: string; rest: Token[]; quality: number; value: number }
/** What the words beside a commune's name find; `bare`: they ask for nothing but the office. */
interface Rest { total: number; local: { entry: ProcedureEntry; points: number }[]; elsewhere: Hit[]; bare: boolean }
type SearchIndex = import("./assets/search-index.js").SearchIndex;
type PlaceIndex = import("./assets/search-places.js").PlaceIndex;

// -- what the templates promise the scripts -------------------------------------------------------------------

/** Found wherever the script that asks for it is at work: the template has both or neither. */
interface PromisedNodes {
  "h1": HTMLElement;
  "input[type=search]": HTMLInputElement;
  "select[name=home]": HTMLSelectElement;
  "summary": HTMLElement;
  "[data-return-answer]": HTMLElement;
  "form": HTMLFormElement;
  "input:checked": HTMLInputElement;
  ".line__value": HTMLElement;
  ".paper__name": HTMLElement;
  "[data-scheme-label]": HTMLElement;
  "[data-place-head]": HTMLElement;
  "[data-whole]": HTMLElement;
  "[data-merged]": HTMLElement;
  "[data-facts]": HTMLElement;
  "[data-open-now]": HTMLElement;
  "[data-print-list]": HTMLElement;
  ".alt__pick": HTMLElement;
  ".alt__name a": HTMLElement;
  "input": HTMLInputElement;
  "[data-place-former]": HTMLElement;
  "h2": HTMLElement;
  "[data-share]": HTMLElement;
  "[data-print]": HTMLElement;
  "[data-qr]": HTMLElement;
  "[data-bar]": HTMLElement;
  "[data-counts]": HTMLElement;
  "[data-return]": HTMLElement;
  "[type=reset]": HTMLElement;
  "[data-card=place]": HTMLElement;
  "[data-note=place]": HTMLElement;
  "[data-note=deadlines]": HTMLElement;
  ".answer": HTMLElement;
  ".qr": HTMLElement;
}
interface PossibleNodes {
  "[data-chooser]": HTMLFormElement;
  "form[data-ask]": HTMLFormElement;
  "[data-verify]": HTMLFormElement;
  "[data-search]": HTMLFormElement;
  "[data-chooser] [name=channel]:checked": HTMLInputElement;
}
type ReturnFields = HTMLFormControlsCollection & { date: HTMLInputElement; time: HTMLInputElement; deadline: HTMLSelectElement };
interface ParentNode {
  querySelector<S extends keyof PromisedNodes>(selector: S): PromisedNodes[S];
  querySelector<S extends keyof PossibleNodes>(selector: S): PossibleNodes[S] | null;
  querySelector(selector: string): HTMLElement | null;
  querySelectorAll(selector: "select"): NodeListOf<HTMLSelectElement>;
  querySelectorAll(selector: "input:checked" | "input[type=number]" | "input[type=radio]"): NodeListOf<HTMLInputElement>;
  querySelectorAll(selector: "details"): NodeListOf<HTMLDetailsElement>;
  querySelectorAll(selector: string): NodeListOf<HTMLElement>;
}
