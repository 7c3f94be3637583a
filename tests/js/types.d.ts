// The shapes of what tests/js_given.py writes. "-" stands for nothing in what was worked out by hand.

interface PythonAnswer { why: [kind: string, words: string][] }
interface ReturnCase {
  id: string; office: Office; filed: Moment; deadline: Deadline; channel: string;
  reception: string; returned: string;
  python: PythonAnswer & { reception: Moment | null; returned: Due | null };
}
interface OpeningCase {
  id: string; office: Office; moment: Moment;
  open: "yes" | "no" | "-"; until: string; next: string;
  python: PythonAnswer & { open: boolean | null; until: number | null; next: Moment | null };
}
interface FeeCase {
  id: string; table: AnswerTable; chosen: Record<string, string>; pages: number; copies: number;
  due: number | null;
  outdated: boolean;
}
interface GoldenCase { query: string; first?: string | string[]; among?: string | string[] }
interface Given { years: Years; returns: ReturnCase[]; openings: OpeningCase[]; fees: FeeCase[]; search: CurrentData; places: PlaceFile[]; english: EnglishData; golden: GoldenCase[];
  readings: Record<string, [typed: string, meant: unknown][]>; numbers: [wrong: string, right: string][]; fields: Record<string, FormField>;
  qr: [text: string, grids: string[]][] }
