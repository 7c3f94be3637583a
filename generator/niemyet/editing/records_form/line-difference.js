// Two texts line by line.

/** The lines that differ, "-" or "+" before them, with the line before and behind. @param {string} before @param {string} after @returns {string[]} */
export function diffLines(before, after) {
  const [old, fresh] = [before.split("\n"), after.split("\n")];
  const most = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < most && old[head] === fresh[head]) head += 1;
  let tail = 0;
  while (tail < most - head && old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]) tail += 1;
  const kept = (/** @type {string[]} */ lines) => lines.map((line) => ` ${line}`);
  const middle = compare(old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail));
  const lines = [...kept(old.slice(Math.max(head - 1, 0), head)), ...middle, ...kept(old.slice(old.length - tail).slice(0, 1))];
  return lines.filter((line, n) => !line.startsWith(" ") || [n - 1, n + 1].some((at) => /^[-+]/.test(lines[at] ?? "")));
}

/** @param {string[]} old @param {string[]} fresh */
function compare(old, fresh) {
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint16Array(fresh.length + 1));
  for (let o = old.length - 1; o >= 0; o -= 1) {
    for (let f = fresh.length - 1; f >= 0; f -= 1) {
      lengths[o][f] = old[o] === fresh[f] ? lengths[o + 1][f + 1] + 1 : Math.max(lengths[o + 1][f], lengths[o][f + 1]);
    }
  }
  const lines = [];
  let [o, f] = [0, 0];
  while (o < old.length || f < fresh.length) {
    if (o < old.length && f < fresh.length && old[o] === fresh[f]) {
      lines.push(` ${old[o]}`);
      [o, f] = [o + 1, f + 1];
    } else if (o < old.length && (f === fresh.length || lengths[o + 1][f] >= lengths[o][f + 1])) {
      lines.push(`-${old[o]}`);
      o += 1;
    } else {
      lines.push(`+${fresh[f]}`);
      f += 1;
    }
  }
  return lines;
}
