// Two matters in one query: “kết hôn Thường Tín rồi nhập khẩu Đống Đa”. Pure.

const BETWEEN = new Set("roi xong va voi cung sau".split(" "));
const LEAST = 2; // words of each part

/** What was typed with its commas as a word that stands between. @param {string} query */
export const spellCommas = (query) => query.replace(/\s*[,;]\s+(?=\D)/g, " va ");

/**
 * The parts that may be matters of their own: before and after a word that stands between, else after each place that is named.
 * @param {Token[]} tokens @param {FoundCommune[]} named @returns {Token[][]} two parts, or none
 */
export function divide(tokens, named) {
  for (let t = LEAST; t < tokens.length - 1; t++) {
    if (!tokens[t].forms.some((form) => BETWEEN.has(form))) continue;
    let after = t + 1;
    while (after < tokens.length && tokens[after].forms.some((form) => BETWEEN.has(form))) after++;
    if (tokens.length - after >= LEAST) return [tokens.slice(0, t), tokens.slice(after)];
  }
  const [one, other] = apart(named);
  if (!one || !other) return [];
  const end = Math.min(one.start + one.size, other.start + other.size);
  return end < tokens.length && Math.max(one.start, other.start) > end ? [tokens.slice(0, end), tokens.slice(end)] : [];
}

/** Two communes that are named at different places of the query. @param {FoundCommune[]} named */
function apart(named) {
  const [one] = named;
  return [one, named.find((other) => one && (other.start >= one.start + one.size || other.start + other.size <= one.start))];
}
