// The search: finds procedures, communes and articles as Vietnamese people type. Pure: data in, answers out.
//
// Stock engines miss `dang ky` → “đăng ký”, because đ has no decomposition, and know nothing of Telex. The data
// is factored (procedures + communes + articles, never procedures × communes), so brute force over a vocabulary
// of a few thousand words answers within a frame.

const TONES = /[̛̣̀́̃̉̂̆]/g;

/** Plain lower-case letters: no marks, đ → d, everything else but letters, digits and dots in codes → space. */
export function strip(text) {
  return text.normalize("NFD").replace(TONES, "").toLowerCase().replaceAll("đ", "d")
    .replace(/['’ʼ`]/g, "").replace(/[^a-z0-9.]+/g, " ").replace(/\.(?!\d)|(?<!\d)\./g, " ").trim();
}

/** As `strip`, and y → i: ký and kí are one word. The keys of Telex are lost, so a query keeps its y at first. */
export const fold = (text) => strip(text).replaceAll("y", "i");

const words = (text) => (text ? fold(text).split(" ").filter(Boolean) : []);
const accented = (text) => text.normalize("NFC").toLowerCase().match(/[\p{L}\d]+/gu) ?? [];

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
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  if (a.length === b.length) {
    return a.slice(i + 1) === b.slice(i + 1) || (a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2));
  }
  return a.length > b.length ? a.slice(i + 1) === b.slice(i) : a.slice(i) === b.slice(i + 1);
}

// What people put around what they ask; these words alone never decide.
const FILLERS = new Set(words("cho tôi của em mình xin hỏi muốn cần phải là gì như thế nào ở đâu thì bao nhiêu có được không ạ và với các những bị về để khi ra sao"));

const WEIGHT = { name: 3, alias: 3, code: 6, field: 1, event: 1, paper: 0.6, summary: 0.8 };

/** Builds the index. `data` is tim-kiem/du-lieu.json. */
export function makeEngine(data) {
  const entries = [];
  const vocabulary = new Map(); // word → [[entry index, weight, place in its phrase], …]
  const frequency = new Map();

  function add(entry, phrases) {
    const index = entries.push(entry) - 1;
    const best = new Map();
    entry.phrases = phrases.filter(([kind]) => kind === "name" || kind === "alias").map(([, text]) => " " + words(text).join(" ") + " ");
    entry.accented = new Set(phrases.flatMap(([kind, text]) => (kind === "name" || kind === "alias" ? accented(text) : [])));
    for (const [kind, text] of phrases) {
      for (const word of words(text)) best.set(word, Math.max(best.get(word) ?? 0, WEIGHT[kind]));
    }
    for (const [word, weight] of best) {
      if (!vocabulary.has(word)) vocabulary.set(word, []);
      vocabulary.get(word).push([index, weight]);
      frequency.set(word, (frequency.get(word) ?? 0) + 1);
    }
  }

  for (const p of data.procedures) {
    add({ kind: "procedure", ...p }, [
      ["name", p.name], ["code", p.code], ["code", p.code.replaceAll(".", "")],
      ...p.aliases.map((text) => ["alias", text]), ["field", data.fields[p.field]],
      ...p.events.map((id) => ["event", data.events[id]]), ...p.papers.map((text) => ["paper", text]),
      ["summary", p.summary],
    ]);
  }
  for (const a of data.articles) add({ kind: "article", ...a }, [["name", a.title], ["summary", a.lead]]);

  const communes = data.communes.map((c) => ({
    ...c,
    names: [c.name, ...c.former].map((name) => words(name)),
    full: words(`${c.kind} ${c.name}`),
    province: words(data.provinces[c.path.split("/")[0]]),
  }));
  const synonyms = data.synonyms.map((group) => group.map((text) => words(text).join(" ")));
  const rarity = (word) => Math.log(1 + entries.length / (frequency.get(word) ?? 0.5));

  /** The index words that a typed word can mean, with how well (0–1). */
  function meanings(word, last) {
    const found = new Map();
    const note = (other, quality) => found.set(other, Math.max(found.get(other) ?? 0, quality));
    const telex = decodeTelex(word);
    const vni = decodeVni(word);
    for (const [form, quality] of [[word.replaceAll("y", "i"), 1], [telex, 0.97], [vni, 0.97]]) {
      if (form && vocabulary.has(form)) note(form, quality);
    }
    if (last && word.length >= 2) {
      for (const other of vocabulary.keys()) if (other.startsWith(word)) note(other, 0.85 * Math.max(0.5, word.length / other.length));
    }
    if (!found.size && word.length >= 3) {
      const typed = word.replaceAll("y", "i");
      for (const other of vocabulary.keys()) {
        if (other.length >= 2 && !/^\d/.test(other) && (oneSlip(typed, other) || (telex && oneSlip(telex, other)))) note(other, 0.6);
      }
    }
    return found;
  }

  /** Every way to read the query: as typed, and with one group of words replaced by a synonym. */
  function readings(tokens) {
    const text = ` ${tokens.map((t) => decodeVni(t) || t.replaceAll("y", "i")).join(" ")} `;
    const result = [[tokens, 1]];
    for (const group of synonyms) {
      for (const phrase of group) {
        if (!text.includes(` ${phrase} `)) continue;
        for (const other of group) {
          if (other !== phrase) result.push([text.replace(` ${phrase} `, ` ${other} `).trim().split(" "), 0.95]);
        }
      }
    }
    return result.slice(0, 24);
  }

  function score(tokens, typed, facets) {
    const scores = new Map();
    const content = tokens.filter((token) => !FILLERS.has(token.replaceAll("y", "i")));
    const asked = content.length ? content : tokens;
    let total = 0;
    asked.forEach((token, place) => {
      const found = meanings(token, place === asked.length - 1);
      const worth = Math.max(0.3, ...[...found.keys()].map(rarity));
      total += found.size ? worth : 1.2;
      const best = new Map();
      for (const [word, quality] of found) {
        for (const [index, weight] of vocabulary.get(word)) {
          best.set(index, Math.max(best.get(index) ?? 0, quality * worth * Math.sqrt(weight)));
        }
      }
      for (const [index, value] of best) {
        const old = scores.get(index) ?? { value: 0, hit: 0 };
        scores.set(index, { value: old.value + value, hit: old.hit + worth });
      }
    });
    const phrase = " " + asked.map((t) => decodeVni(t) || (vocabulary.has(t.replaceAll("y", "i")) ? t.replaceAll("y", "i") : decodeTelex(t)) || t).join(" ") + " ";
    const marked = typed.filter((word) => fold(word) !== word.replaceAll("y", "i"));
    const answers = [];
    for (const [index, { value, hit }] of scores) {
      const entry = entries[index];
      if (!passes(entry, facets)) continue;
      const covered = hit / total;
      if (covered < 0.34) continue;
      let points = value * covered * covered;
      for (const own of entry.phrases) {
        if (own === phrase) points *= 1.5;
        else if (own.includes(phrase) && phrase.trim().includes(" ")) points *= 1.25;
        else if (phrase.includes(own) && own.trim().includes(" ")) points *= 1.35;
      }
      if (marked.length) points *= 1 + 0.25 * (marked.filter((word) => entry.accented.has(word)).length / marked.length);
      if (entry.kind === "article") points *= 0.8;
      answers.push({ entry, points });
    }
    return answers;
  }

  const passes = (entry, facets) => entry.kind === "article"
    ? !Object.values(facets).some(Boolean)
    : (!facets.field || entry.field === facets.field) && (!facets.event || entry.events.includes(facets.event))
      && (!facets.audience || entry.audience.includes(facets.audience)) && (!facets.online || entry.online === facets.online);

  /** Communes named in the query, each with the words that are left. The longest name comes first. */
  function findCommunes(tokens) {
    const plain = tokens.map((t) => decodeVni(t) || t.replaceAll("y", "i"));
    const telex = tokens.map((t) => decodeTelex(t) || t.replaceAll("y", "i"));
    const found = [];
    for (const commune of communes) {
      for (const name of [commune.full, ...commune.names]) {
        for (const typed of [plain, telex]) {
          const start = typed.findIndex((_, i) => name.length && name.every((word, k) => typed[i + k] === word));
          if (start < 0) continue;
          let rest = tokens.filter((_, i) => i < start || i >= start + name.length);
          const province = commune.province;
          const at = rest.findIndex((_, i) => province.every((word, k) => rest[i + k]?.replaceAll("y", "i") === word));
          if (at >= 0) rest = rest.filter((_, i) => i < at || i >= at + province.length);
          const kindLeft = ["xa", "phuong", "o", "tai"];
          rest = rest.filter((token) => !kindLeft.includes(token));
          found.push({ commune, rest, length: name.length + (at >= 0 ? province.length : 0) });
        }
      }
    }
    found.sort((a, b) => b.length - a.length || a.commune.path.localeCompare(b.commune.path));
    const seen = new Set();
    return found.filter(({ commune }) => !seen.has(commune.path) && seen.add(commune.path)).slice(0, 8);
  }

  function rank(tokens, typed, facets) {
    const best = new Map();
    for (const [reading, factor] of readings(tokens)) {
      for (const { entry, points } of score(reading, typed, facets)) {
        const old = best.get(entry);
        if (!old || old < points * factor) best.set(entry, points * factor);
      }
    }
    return [...best].map(([entry, points]) => ({ entry, points })).sort((a, b) => b.points - a.points);
  }

  const posts = (commune, code) => !commune.missing.includes(code);

  function answerOf({ entry, points }, commune) {
    if (entry.kind === "article") return { kind: "article", address: `tin-tuc/${entry.path}/`, title: entry.title, note: entry.date, points };
    const local = commune && posts(commune, entry.code);
    return {
      kind: "procedure", code: entry.code, title: entry.name, points, commune: local ? commune : null,
      address: local ? `${commune.path}/${entry.code}/` : `thu-tuc/${entry.code}/`,
      note: local ? `tại ${commune.kind} ${commune.name}` : data.fields[entry.field],
    };
  }

  /** The best answers first. `facets`: field, event, audience, online; `home`: the path of the chosen commune. */
  return function search(query, { facets = {}, home = "", limit = 10 } = {}) {
    const kept = strip(query).split(" ").filter(Boolean);
    const typed = accented(query);
    const own = communes.find((commune) => commune.path === home) ?? null;
    if (!kept.length) return [];
    const answers = rank(kept, typed, facets).map((hit) => answerOf(hit, own));
    for (const { commune, rest, length } of findCommunes(kept)) {
      const meant = rest.filter((token) => !FILLERS.has(token));
      if (!meant.length) {
        answers.push({ kind: "commune", address: `${commune.path}/`, title: `${commune.kind} ${commune.name}`, note: data.provinces[commune.path.split("/")[0]], points: 100 + length });
        continue;
      }
      const local = rank(rest, typed, facets).filter(({ entry }) => entry.kind === "procedure" && posts(commune, entry.code));
      answers.push(...local.slice(0, limit).map((hit) => ({ ...answerOf(hit, commune), points: hit.points * (1.4 + 0.1 * length) })));
    }
    const seen = new Set();
    return answers.sort((a, b) => b.points - a.points)
      .filter((answer) => !seen.has(answer.address) && seen.add(answer.address)).slice(0, limit);
  };
}
