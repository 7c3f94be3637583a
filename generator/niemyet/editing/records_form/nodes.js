// The text of a record as a tree that knows where each value stands. Every value is text, as in `load/nodes.py`, and what is
// refused there (aliases, tags, keys given twice) is refused here.

import { Parser, resolveAsScalar } from "./yaml.js";

/** @import { CollectionItem, SourceToken, Token } from "./yaml.js" */

/** A text that this form does not change: a person does it in the file. */
export class UnreadableError extends Error {
  /** @override */
  name = "UnreadableError";
}

const DEEPEST = 12;
const UNUSUAL = new Set(["anchor", "tag", "alias", "explicit-key-ind"]);

/** Trees of parts of texts, their places counted from the part's beginning. @type {Map<string, YamlNode>} */
const known = new Map();
const MOST_KNOWN = 4000;

/**
 * The tree of a text with line ends of one character, without a byte order mark. A long text is read entry by entry, so that after a
 * change only one is read again; whatever cannot be read so is read as a whole.
 * @param {string} text @returns {YamlNode}
 */
export function readTree(text) {
  if (/^(?:---|\.\.\.|%)/m.test(text)) return readWhole(text);
  try {
    return readParts(text);
  } catch (error) {
    if (error instanceof UnreadableError) return readWhole(text);
    throw error;
  }
}

/** @param {string} text @returns {YamlNode} */
function readParts(text) {
  /** @type {Map<string, YamlEntry>} */
  const entries = new Map();
  let at = 0;
  for (const part of text.split(/^(?=[^\s#-])/m)) {
    const tree = /^\s*[^\s#]/m.test(part) ? readPart(part) : null;
    for (const [name, { key, value }] of tree?.entries ?? []) {
      if (entries.has(name)) throw new UnreadableError("key");
      entries.set(name, { key: shift(key, at), value: shift(value, at) });
    }
    if (tree && (tree.flow || !tree.entries.size)) throw new UnreadableError("no entry");
    at += part.length;
  }
  const all = [...entries.values()];
  if (!all.length) throw new UnreadableError("no table");
  return { kind: "table", flow: false, block: true, start: all[0].key.start, end: all[all.length - 1].value.end, text: "", entries, items: [] };
}

/** @param {string} part @returns {YamlNode} */
function readPart(part) {
  const tree = known.get(part) ?? readWhole(part);
  if (known.size > MOST_KNOWN) known.clear();
  known.set(part, tree);
  return tree;
}

/** @param {YamlNode} node @param {number} by @returns {YamlNode} */
function shift(node, by) {
  const entries = new Map([...node.entries].map(([name, { key, value }]) => [name, { key: shift(key, by), value: shift(value, by) }]));
  return { ...node, start: node.start + by, end: node.end + by, entries, items: node.items.map((item) => shift(item, by)) };
}

/** @param {string} text @returns {YamlNode} */
function readWhole(text) {
  const documents = [...new Parser().parse(text)].filter(({ type }) => !["comment", "space", "newline"].includes(type));
  const [document] = documents;
  if (documents.length !== 1 || document.type !== "document" || !document.value) throw new UnreadableError("no single document");
  if (document.end?.some(({ type }) => type === "error")) throw new UnreadableError("text behind the record");
  const root = readToken(document.value, 0);
  if (root.kind !== "table") throw new UnreadableError("no table");
  return root;
}

/** @param {Token} token @param {number} depth @returns {YamlNode} */
function readToken(token, depth) {
  if (depth > DEEPEST) throw new UnreadableError("too deep");
  if (token.type === "block-map") return readTable(token, depth);
  if (token.type === "block-seq") return readList(token, depth);
  if (token.type === "flow-collection") return readFlow(token, depth);
  return readText(token);
}

/** @param {Token} token @returns {YamlNode} */
function readText(token) {
  if (token.props?.some(({ type }) => UNUSUAL.has(type))) throw new UnreadableError("unusual");
  const read = resolveAsScalar(token, true, (_, code) => {
    throw new UnreadableError(code);
  });
  if (read === null) throw new UnreadableError(token.type);
  const block = token.type === "block-scalar";
  const head = block ? token.props.map(({ source }) => source).join("") : "";
  const written = block ? head + token.source : token.source;
  const start = block ? token.props[0].offset : token.offset;
  return { kind: "text", flow: false, block, start, end: start + written.trimEnd().length, text: read.value, entries: new Map(), items: [] };
}

/** An empty value stands where it would begin. @param {number} at @returns {YamlNode} */
const nothing = (at) => ({ kind: "text", flow: false, block: false, start: at, end: at, text: "", entries: new Map(), items: [] });

/** @param {SourceToken[] | undefined} tokens */
function refuseUnusual(tokens) {
  if (tokens?.some(({ type }) => UNUSUAL.has(type))) throw new UnreadableError("unusual");
}

/** @param {SourceToken[]} sep */
const behind = (sep) => {
  const sign = sep.findLast(({ type }) => type === "map-value-ind");
  return sign ? sign.offset + sign.source.length : -1;
};

/** @param {CollectionItem[]} items @param {number} depth @returns {Map<string, YamlEntry>} */
function readEntries(items, depth) {
  /** @type {Map<string, YamlEntry>} */
  const entries = new Map();
  for (const item of items) {
    refuseUnusual(item.start);
    refuseUnusual(item.sep);
    if (!item.key) {
      if (item.value || item.sep?.length) throw new UnreadableError("no key");
      continue;
    }
    const key = readText(item.key);
    const at = behind(item.sep ?? []);
    if (at < 0 || entries.has(key.text) || key.text === "__proto__") throw new UnreadableError("key");
    entries.set(key.text, { key, value: item.value ? readToken(item.value, depth + 1) : nothing(at) });
  }
  return entries;
}

/** @param {Token} token @param {number} depth @returns {YamlNode} */
function readTable(token, depth) {
  const entries = readEntries(token.items, depth);
  const all = [...entries.values()];
  const start = all[0]?.key.start ?? token.offset;
  return { kind: "table", flow: false, block: true, start, end: all.at(-1)?.value.end ?? start, text: "", entries, items: [] };
}

/** @param {Token} token @param {number} depth @returns {YamlNode} */
function readList(token, depth) {
  const items = [];
  let start = -1;
  for (const item of token.items) {
    refuseUnusual(item.start);
    const dash = item.start.find(({ type }) => type === "seq-item-ind");
    if (!dash) continue;
    if (start < 0) start = dash.offset;
    items.push(item.value ? readToken(item.value, depth + 1) : nothing(dash.offset + 1));
  }
  return { kind: "list", flow: false, block: true, start, end: items.at(-1)?.end ?? token.offset, text: "", entries: new Map(), items };
}

/** @param {Token} token @param {number} depth @returns {YamlNode} */
function readFlow(token, depth) {
  const opening = /** @type {SourceToken} */ (token.start);
  const closing = token.end.find(({ source }) => source === "]" || source === "}");
  if (!closing) throw new UnreadableError("open bracket");
  const shared = { flow: true, block: false, start: opening.offset, end: closing.offset + 1, text: "" };
  if (opening.source === "{") return { kind: "table", ...shared, entries: readEntries(token.items, depth), items: [] };
  const items = [];
  for (const item of token.items) {
    refuseUnusual(item.start);
    const value = item.key ?? item.value;
    if (item.sep?.length || (item.key && item.value)) throw new UnreadableError("a table without braces");
    if (value) items.push(readToken(value, depth + 1));
  }
  return { kind: "list", ...shared, entries: new Map(), items };
}

/** Texts, lists and objects without places. @param {YamlNode} node @returns {Plain} */
export function plain(node) {
  if (node.kind === "text") return node.text;
  if (node.kind === "list") return node.items.map(plain);
  return Object.fromEntries([...node.entries].map(([key, { value }]) => [key, plain(value)]));
}

/** The node at a path; undefined if there is none. @param {YamlNode} root @param {KeyPath} path @returns {YamlNode | undefined} */
export function nodeAt(root, path) {
  /** @type {YamlNode | undefined} */
  let node = root;
  for (const step of path) node = typeof step === "number" ? node?.items[step] : node?.entries.get(step)?.value;
  return node;
}
