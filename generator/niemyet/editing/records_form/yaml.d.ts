// What the form uses of the npm package `yaml` (pinned in package.json): its parser of YAML syntax, which says where everything
// stands. The build joins the package's own modules into the form's script in the place of this one (`editing/joining.py`).

export interface SourceToken { type: string; offset: number; source: string }
export interface CollectionItem { start: SourceToken[]; key?: Token | null; sep?: SourceToken[]; value?: Token }
export interface Token {
  type: string;
  offset: number;
  source: string;
  start: SourceToken | SourceToken[];
  items: CollectionItem[];
  props: SourceToken[];
  end: SourceToken[];
  value?: Token;
  message: string;
}
export class Parser {
  parse(source: string): Iterable<Token>;
}
/** The text that a token of a scalar stands for; null if it is no scalar. Calls `onError` for each fault. */
export function resolveAsScalar(token: Token, strict: boolean, onError: (offset: number, code: string, message: string) => void): { value: string } | null;
