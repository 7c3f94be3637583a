// The search: finds procedures, communes, fields, life events and articles as Vietnamese people type. Pure.
//
// Stock engines miss `dang ky` → “đăng ký”, because đ has no decomposition, and know nothing of Telex. The data
// is factored (procedures + communes + articles, never procedures × communes). Words become numbers once, so that
// the query is compared with the phrases of every procedure within a frame, and none needs a hand-made rank.

const TONES = /[̛̣̀́̃̉̂̆]/g;
const tidy = (text) => text.replace(/\.(?!\d)|(?<!\d)\./g, " ").trim();

/** Plain lower-case letters: no marks, đ → d, everything else but letters, digits and dots in codes → space. */
export function strip(text) {
  return tidy(text.normalize("NFD").replace(TONES, "").toLowerCase().replaceAll("đ", "d")
    .replace(/['’ʼ`]/g, "").replace(/[^a-z0-9.]+/g, " "));
}

/** As `strip`, and y → i: ký and kí are one word. The keys of Telex are lost, so a query keeps its y at first. */
export const fold = (text) => strip(text).replaceAll("y", "i");

// A Vietnamese syllable without marks: what a decoded word must look like to be believed.
const SYLLABLE = /^(ngh|ng|nh|gh|gi|ch|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiou]{1,3}(ng|nh|ch|[cmnpt])?$/;

/** The plain word behind Telex keys (`ddawng` → dang, `kys` → ki), or "" where it is not Telex. */
export function decodeTelex(word) {
  if (!/[a-z]/.test(word) || /\d/.test(word)) return "";
  let plain = word.replace(/dd/g, "d").replace(/^(d[a-z]*)d$/, "$1").replace(/aa/g, "a").replace(/ee/g, "e")
    .replace(/oo/g, "o").replace(/w/g, (_, i, all) => (/[aou]/.test(all[i - 1] ?? "") ? "" : "u"));
  // A double vowel may be typed at the end of the word: `tenee`, `khaaira`.
  if (/[sfrxj]/.test(plain.slice(1))) {
    const without = plain.slice(0, 1) + plain.slice(1).replace(/(?<=[aeiouy][a-z]*)[sfrxj]/g, "");
    if (SYLLABLE.test(without.replaceAll("y", "i"))) plain = without;
  }
  plain = plain.replaceAll("y", "i").replace(/^([^aeiou]*[aeiou]+[^aeiou]+)([aeo])$/, (all, head, last) => (head.includes(last) ? head : all));
  return plain !== word && SYLLABLE.test(plain) ? plain : "";
}

/** The plain word behind VNI keys (`d9a8ng` → dang, `ky1` → ki), or "" where it is not VNI. */
export function decodeVni(word) {
  if (!/^[a-z]+[1-9][a-z1-9]*$/.test(word)) return "";
  const plain = word.replace(/\d/g, "").replaceAll("y", "i");
  return SYLLABLE.test(plain) ? plain : "";
}

/** Whether two words differ by one slip of the finger: a letter more, less, other, or two swapped. */
export function oneSlip(a, b) {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let [head, tail] = [0, 0]; // letters that agree from either end
  while (head < a.length && a[head] === b[head]) head++;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const [x, y] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  return Math.max(x.length, y.length) === 1 || (x.length === 2 && x[0] === y[1] && x[1] === y[0]);
}

/** The words of a text, each folded and with its marks in a fixed order: hoá and hóa bear the same. */
function read(text) {
  const clean = tidy(text.normalize("NFC").toLowerCase().replace(/['’ʼ`]/g, "").replace(/[^\p{L}\p{M}\d.]+/gu, " "));
  return clean.split(" ").filter(Boolean).map((raw) => {
    const marks = () => [...(raw.normalize("NFD").match(TONES) ?? []), ...(raw.includes("đ") ? ["đ"] : [])].sort().join("");
    if (!memory.has(raw)) memory.set(raw, { plain: strip(raw), word: fold(raw), marks: marks() });
    return memory.get(raw);
  });
}
const memory = new Map();
/** How well typed marks fit a word's own: none typed says nothing, some may be left out, other ones speak against. */
function fit(typed, own) {
  return !typed || typed === own ? 1 : [...typed].every((mark) => own.includes(mark)) ? 0.95 : 0.75;
}

const KINDS = new Set("xa phuong p x dac khu tt thi tran tp thanh pho tinh quan huien o tai".split(" "));

// How much a phrase counts by what it is, and how sure a reading of a typed word is.
const WEIGHT = { code: 1.2, name: 1, alias: 1, title: 0.9, field: 0.6, event: 0.5, summary: 0.6, paper: 0.45 };
const [SYNONYM, TELEX, PREFIX, SLIP, DOUBTFUL] = [0.92, 0.97, 0.8, 0.75, 0.5];
const sum = (list) => list.reduce((all, value) => all + value, 0);
const [UNKNOWN, COMMUNE, NONE] = [0.4, 1, []]; // what a word that nothing has, and a commune's name, are worth in a query

/** Builds the index. `data` is tim-kiem/du-lieu.json. */
export function makeEngine(data) {
  const [ids, lexicon, named, spread] = [new Map(), [], [], []]; // word ↔ number; how many entries name it, have it at all
  const pairs = new Set(); // words that follow each other somewhere: they tell which of two readings is meant
  const pair = (a, b) => a * 65536 + b;
  /** The words of a text as numbers, each with its marks. */
  function count(text) {
    return read(text).map(({ word, marks }, i, all) => {
      if (!ids.has(word)) { ids.set(word, lexicon.push(word) - 1); named.push(0); spread.push(0); }
      if (i) pairs.add(pair(ids.get(all[i - 1].word), ids.get(word)));
      return { id: ids.get(word), marks };
    });
  }
  // Phrases that are looked for in every text, under a label: a group of synonyms (its number), or what surrounds a question.
  const phrases = new Map(); // first word → [[label, words], …]
  const push = (map, key, value) => (map.has(key) ? map.get(key).push(value) : map.set(key, [value]));
  for (const [label, texts] of [...data.synonyms.entries(), ...Object.entries(data.asides)]) {
    for (const list of texts.map(count).filter((words) => words.length)) push(phrases, list[0].id, [label, list]);
  }
  /** Where those phrases stand in a list of words: [label, from, to]. */
  const findPhrases = (list) => list.flatMap(({ id }, from) => (phrases.get(id) ?? [])
    .filter(([, own]) => own.every((word, k) => list[from + k]?.id === word.id && fit(list[from + k].marks, word.marks) > 0.9))
    .map(([label, own]) => [label, from, from + own.length]));
  const texts = [];
  let size = 0; // how many things can be found
  const places = new Map(); // number of a word or of a group of synonyms (below 0) → the texts that have it
  function add(entry, own) {
    const made = own.map(([kind, text]) => ({ entry, kind, list: count(text) })).map((text) => ({ ...text, said: findPhrases(text.list) }));
    const wordsOf = (some) => new Set(some.flatMap(({ list }) => list.map(({ id }) => id)));
    wordsOf(made.filter(({ kind }) => WEIGHT[kind] > 0.8)).forEach((id) => { named[id]++; });
    wordsOf(made).forEach((id) => { spread[id]++; });
    for (const text of made) for (const key of new Set([...wordsOf([text]), ...text.said.map(([label]) => -1 - label)])) push(places, key, text);
    texts.push(...made);
    size++;
  }
  for (const p of data.procedures) {
    const [code, event] = [[p.code, p.code.replace(".", ""), p.code.slice(2)], p.events.map((id) => data.events[id])];
    const own = { name: [p.name], alias: p.aliases, code, event, field: [data.fields[p.field]], summary: [p.summary], paper: p.papers };
    add({ kind: "procedure", ...p }, Object.entries(own).flatMap(([kind, list]) => list.map((text) => [kind, text])));
  }
  for (const p of data.pages) add({ kind: "page", ...p }, [...(p.number ? [["code", p.number], ["summary", p.note]] : [["title", p.title]]), ...p.words.map((text) => ["alias", text])]);
  for (const a of data.articles) add({ kind: "article", ...a }, [["title", a.title], ["summary", a.lead]]);
  for (const [kind, names] of [["field", data.fields], ["event", data.events]]) {
    for (const [id, name] of Object.entries(names)) {
      const many = data.procedures.filter((p) => (kind === "field" ? p.field === id : p.events.includes(id))).length;
      if (many) add({ kind, id, name, many }, [["title", name]]);
    }
  }
  // Rare words decide. A word that no name has counts less; so do the words that stand in any request.
  const weak = new Set([...data.asides.weak, ...data.asides.filler].map((text) => ids.get(fold(text))));
  const rarity = (id) => Math.log(1 + size / (named[id] || spread[id] || 1)) / Math.log(1 + size);
  const worthOf = lexicon.map((_, id) => (weak.has(id) ? 0.4 : 1) * (named[id] ? 1 : 0.6) * rarity(id));
  for (const text of texts) text.total = sum(text.list.map(({ id }) => worthOf[id])) || 1;
  const known = lexicon.length; // later numbers are words of communes only
  const byLength = [];
  lexicon.forEach((word, id) => { if (spread[id] && word.length > 1 && !/\d/.test(word)) (byLength[word.length] ??= []).push(id); });
  // Communes by the first and by the last word of each name, so that a slip in the other word is still found.
  const [starts, ends, namesakes] = [new Map(), new Map(), new Map()];
  for (const commune of data.communes) {
    push(namesakes, `${commune.kind} ${commune.name}`, commune);
    const province = count(data.provinces[commune.path.split("/")[0]]);
    const bare = (text) => text.replace(/^(xã|phường|thị trấn|đặc khu) |\s*\(.*\)/gi, "");
    for (const [text, quality] of [[commune.name, 1], ...commune.former.map((old) => [bare(old), /một phần/.test(old) ? 0.93 : 0.97])]) {
      const name = { commune, province, list: count(text), quality };
      if (!name.list.length) continue; // a remark is no name
      push(starts, name.list[0].id, name);
      if (name.list.length > 1) push(ends, name.list.at(-1).id, name);
    }
  }
  const slips = (word) => [-1, 0, 1].flatMap((d) => byLength[word.length + d] ?? []).filter((id) => oneSlip(word, lexicon[id]));
  /** Words run together (khaisinh), cut where both parts follow each other somewhere, else null. */
  function cut(word, before) {
    for (let i = Math.min(6, word.length); i >= 2; i--) {
      const head = ids.get(word.slice(0, i));
      if (head === undefined || (before !== undefined && !pairs.has(pair(before, head)))) continue;
      const tail = i === word.length ? [] : cut(word.slice(i), head);
      if (tail) return [word.slice(0, i), ...tail];
    }
    return null;
  }
  /** What was typed, word by word, with the index words that each can mean (`means`: number → how surely). */
  function understand(query) {
    const tokens = read(query.replace(/(?<!\d)([1-9])[., ](?=\d{6}(?!\d))/g, "$1.")).flatMap((typed) => {
      const forms = [typed.word, decodeTelex(typed.plain), decodeVni(typed.plain)].filter(Boolean);
      const parts = typed.word.length > 4 && !forms.some((form) => ids.has(form)) && cut(typed.word);
      return parts ? parts.map((word) => ({ word, marks: "", forms: [word] })) : [{ ...typed, forms }];
    });
    for (const token of tokens) {
      token.ids = token.forms.map((form) => ids.get(form)).filter((id) => id !== undefined);
      token.known = token.ids.some((id) => id < known);
      token.means = new Map(token.ids.filter((id) => spread[id]).map((id) => [id, lexicon[id] === token.word ? 1 : TELEX]));
    }
    const guesses = tokens.map(({ word, forms, means, known: sure }, i) => {
      const meets = (id) => tokens[i - 1]?.ids.some((other) => pairs.has(pair(other, id)))
        || tokens[i + 1]?.ids.some((other) => pairs.has(pair(id, other)));
      const close = word.length > 2 && !/\d/.test(forms.at(-1)) && ![...means.keys()].some(meets) ? forms.flatMap(slips) : [];
      const likely = close.filter(meets);
      const found = likely.length ? likely.map((id) => [id, sure ? DOUBTFUL : SLIP]) : close.filter(() => !sure).map((id) => [id, DOUBTFUL]);
      // The last word may still be being typed.
      const typing = i === tokens.length - 1 && /[\p{L}\d]$/u.test(query) && i + word.length > 1 ? forms : [];
      const begins = (form, id) => spread[id] && lexicon[id] !== form && lexicon[id].startsWith(form) && (!i || form.length > 2 || meets(id));
      const sureness = (form, id) => PREFIX * (means.size ? 0.6 : 1) * Math.max(0.6, form.length / lexicon[id].length);
      return [...found, ...typing.flatMap((form) => [...lexicon.keys()].filter((id) => begins(form, id)).map((id) => [id, sureness(form, id)]))];
    });
    guesses.forEach((found, i) => found.forEach(([id, quality]) => tokens[i].means.set(id, Math.max(quality, tokens[i].means.get(id) ?? 0))));
    return tokens;
  }
  /** Gives every word of the query its worth, and finds the phrases in it. */
  function prepare(tokens) {
    const wanted = new Map(); // number → the places in the query that can mean it
    const surest = tokens.map(({ means }) => Math.max(0, ...means.values()));
    const likely = tokens.map(({ means }, t) => [...means.keys()].filter((id) => means.get(id) === surest[t]));
    const said = findPhrases(tokens.map((token, t) => ({ id: token.ids.find((id) => id < known) ?? likely[t][0], marks: token.marks })));
    const inside = (label, t) => said.some(([own, from, to]) => own === label && t >= from && t < to);
    const worths = tokens.map((token, t) => {
      for (const [id, quality] of token.means) push(wanted, id, { t, quality, typed: token.marks });
      const own = likely[t].length ? Math.min(...likely[t].map((id) => worthOf[id])) * (surest[t] < PREFIX ? 0.8 : 1) : UNKNOWN;
      token.aside = inside("around", t) || inside("filler", t);
      return token.aside ? (inside("around", t) ? 0.02 : 0.06) : own;
    });
    const meant = sum(worths.filter((_, t) => !inside("office", t))); // what asks for more than an office
    return { wanted, worths, meant, total: sum(worths), said: said.filter(([label]) => label >= 0) };
  }
  /** How well one text answers: how much of the query it covers, how much of it the query covers, and in order. */
  function compare({ kind, list, said, total }, query, reach) {
    const best = new Array(query.worths.length).fill(0); // by place in the query
    const covered = new Array(list.length).fill(0); // by place in the text
    let [follow, before] = [0, NONE];
    for (let place = 0; place < list.length; place++) {
      const now = query.wanted.get(list[place].id) ?? NONE;
      for (const { t, quality, typed } of now) {
        const value = quality * fit(typed, list[place].marks);
        best[t] = Math.max(best[t], value);
        covered[place] = Math.max(covered[place], value);
        if (before !== NONE && before.some((other) => other.t === t - 1)) follow++;
      }
      before = now;
    }
    for (const [own, start, end] of said) {
      for (const [label, from, to] of query.said) {
        for (let t = from; t < to && own === label; t++) best[t] = Math.max(best[t], SYNONYM);
        for (let place = start; place < end && own === label; place++) covered[place] = Math.max(covered[place], SYNONYM);
      }
    }
    best.forEach((value, t) => { reach[t] = Math.max(reach[t] ?? 0, value * WEIGHT[kind]); });
    const asked = sum(best.map((value, t) => value * query.worths[t]));
    const own = sum(covered.map((value, place) => value * worthOf[list[place].id]));
    const hits = best.filter(Boolean).length;
    const order = hits > 1 ? Math.min(1, follow / (hits - 1)) : 1;
    return WEIGHT[kind] * (asked / query.total) * (0.65 + 0.27 * (own / total) + 0.08 * order);
  }
  const passes = (entry, { field, event, audience, online }) => (entry.kind !== "procedure" ? !(field || event || audience || online)
    : (!field || entry.field === field) && (!event || entry.events.includes(event))
      && (!audience || entry.audience.includes(audience)) && (!online || entry.online === online));
  let turn = 0; // the number of the ranking, so that it looks at each text once
  /** The entries that answer, best first: by the best text of each, and by all its texts together. */
  function rank(query, facets) {
    const { worths, wanted, said, total } = query;
    const keys = [...[...wanted].map(([key, own]) => [key, Math.max(...own.map(({ t }) => worths[t]))]),
      ...said.map(([label, from, to]) => [-1 - label, sum(worths.slice(from, to))])];
    turn++;
    const heavy = keys.some(([, weight]) => weight >= 0.1);
    const met = []; // the texts that share words with the query, each with what those words are worth
    for (const [key, weight] of keys) {
      for (const text of (heavy && weight < 0.1 ? NONE : places.get(key) ?? NONE)) {
        if (text.turn !== turn) met.push(Object.assign(text, { turn, shares: 0 }));
        text.shares += weight;
      }
    }
    const least = 0.3 * met.reduce((most, { shares }) => Math.max(most, shares), 0); // the others cannot win
    const found = new Map(); // entry → the points of its best text, and how well any of its texts meets each word
    for (const text of met) {
      if (text.shares < least || !passes(text.entry, facets)) continue;
      const hit = found.get(text.entry) ?? { top: 0, reach: [] };
      found.set(text.entry, hit);
      hit.top = Math.max(hit.top, compare(text, query, hit.reach));
    }
    const whole = (reach) => sum(reach.map((value, t) => value * worths[t])) / total;
    return [...found].map(([entry, { top, reach }]) => ({ entry, points: 0.6 * top + 0.4 * whole(reach) }))
      .filter(({ points }) => points > 0.25).sort((a, b) => b.points - a.points);
  }
  /** How well the words from `start` on say a name: marks left out, one slip, or a last word still being typed. */
  function sayName(tokens, start, { list, quality }) {
    const clear = tokens.length === list.length || tokens[start - 1]?.forms.some((form) => KINDS.has(form));
    let slipped = list.length < 2;
    for (const [k, own] of list.entries()) {
      const token = tokens[start + k];
      if (!clear && token?.aside) quality *= 0.7; // “cần gì” is seldom Cần Giờ
      if (token?.ids.includes(own.id)) { quality *= fit(token.marks, own.marks); continue; }
      const typing = token && k && start + k === tokens.length - 1 && lexicon[own.id].startsWith(token.word);
      if (slipped || !(typing || (token && !token.known && token.word.length > 2 && oneSlip(token.word, lexicon[own.id])))) return 0;
      [slipped, quality] = [true, 0.82 * quality];
    }
    return clear || list.length > 1 ? quality : 0.6 * quality;
  }
  /** Communes named in the query, the best first, each with the words that are left. */
  function findCommunes(tokens) {
    const found = new Map();
    const without = (list, from, size) => list.filter((_, i) => i < from || i >= from + size);
    const names = tokens.flatMap((token, at) => token.ids.flatMap((id) => [
      ...(starts.get(id) ?? []).map((name) => [name, at]), ...(ends.get(id) ?? []).map((name) => [name, at - name.list.length + 1])]));
    for (const [name, start] of names) {
      const quality = start < 0 ? 0 : sayName(tokens, start, name);
      if (quality < 0.5) continue;
      let rest = without(tokens, start, name.list.length);
      const from = rest.findIndex((_, i) => name.province.every(({ id }, k) => rest[i + k]?.ids.includes(id)));
      if (from >= 0) rest = without(rest, from, name.province.length);
      rest = rest.filter(({ forms }) => !forms.some((form) => KINDS.has(form)));
      const value = quality * (name.list.length + (from < 0 ? 0 : 1));
      if (value > (found.get(name.commune)?.value ?? 0)) found.set(name.commune, { commune: name.commune, rest, quality, value });
    }
    return [...found.values()].sort((a, b) => b.value - a.value || a.commune.path.localeCompare(b.commune.path)).slice(0, 8);
  }
  const posts = (commune, code) => !commune.missing.includes(code);
  const provinceOf = ({ path }) => data.provinces[path.split("/")[0]];
  const titleOf = (c) => `${c.kind} ${c.name}${namesakes.get(`${c.kind} ${c.name}`).length > 1 ? `, ${provinceOf(c)}` : ""}`;
  function answerOf({ entry, points }, commune) {
    const { kind, id, name, code } = entry;
    if (kind === "page") return { kind, address: entry.address, title: entry.title, note: entry.note, points };
    if (kind === "article") return { kind, address: `tin-tuc/${entry.path}/`, title: entry.title, note: entry.date, points };
    const [folder, what] = kind === "field" ? ["linh-vuc", "Lĩnh vực"] : ["su-kien", "Sự kiện trong đời"];
    if (entry.many) return { kind, address: `${folder}/${id}/`, title: name, note: `${what}, ${entry.many} thủ tục`, points };
    const local = commune && posts(commune, code) ? commune : null;
    return {
      kind, code, title: name, points, commune: local, address: local ? `${local.path}/${code}/` : `thu-tuc/${code}/`,
      note: local ? `tại ${titleOf(local)}` : data.fields[entry.field],
    };
  }
  /** The best answers first. `facets`: field, event, audience, online; `home`: the path of the chosen commune. */
  return function search(query, { facets = {}, home = "", limit = 10 } = {}) {
    const tokens = understand(query);
    const chosen = data.communes.find(({ path }) => path === home);
    const hits = rank(prepare(tokens), facets);
    // The page of a field or of a life event comes right after the best of its kind of thing: a procedure.
    const top = hits.find(({ entry }) => entry.kind === "procedure")?.points ?? 1;
    const answers = hits.map(({ entry, points }) => answerOf({ entry, points: entry.many ? Math.min(points, top - 1e-6) : points }, chosen));
    const ranked = new Map(); // the words left → what they find: namesakes share it
    for (const { commune, rest, quality } of findCommunes(tokens)) {
      const key = rest.map(({ word }) => word).join(" ");
      if (!ranked.has(key)) {
        if (ranked.size === 3) continue;
        const asked = prepare(rest);
        const local = asked.meant < 0.15 ? [] : rank(asked, facets).filter((hit) => hit.entry.kind === "procedure" && hit.points > 0.35);
        ranked.set(key, { ...asked, local: local.slice(0, limit) });
      }
      const { meant, total, local } = ranked.get(key);
      const join = (points) => (total * points + COMMUNE * quality) / (total + COMMUNE);
      // A commune that does not post the procedure: the procedure's national page, and the commune.
      const lacks = local.length && !posts(commune, local[0].entry.code);
      const points = meant < 0.15 ? 1.1 * quality : join(lacks ? 0.9 * local[0].points : 0);
      answers.push({ kind: "commune", address: `${commune.path}/`, title: titleOf(commune), note: provinceOf(commune), points });
      const joined = (hit) => ({ ...hit, points: join(hit.points) * (posts(commune, hit.entry.code) ? 1 : 0.98) });
      answers.push(...local.map((hit) => answerOf(joined(hit), commune)));
    }
    const shown = new Set();
    return answers.sort((a, b) => b.points - a.points).filter(({ address }) => !shown.has(address) && shown.add(address)).slice(0, limit);
  };
}
