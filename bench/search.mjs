// Times a key of the search for bench/search.py: the middle of many, for every beginning of every query.

import { log } from "node:console";
import { readFileSync } from "node:fs";
import { argv, cpuUsage } from "node:process";
import { openEngine } from "../theme/assets/search-engine.js";

const [, , folder, ...queries] = argv;

/** @param {number[]} times */
const middle = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];

/** Milliseconds of the processor, however busy the machine is. @param {() => void} act */
function time(act) {
  const begun = cpuUsage();
  act();
  return cpuUsage(begun).user / 1000;
}

/** @type {Record<string, number>} */
const keys = {};
for (const name of ["few", "many"]) {
  const text = readFileSync(`${folder}/${name}/search.json`, "utf8");
  const places = JSON.parse(readFileSync(`${folder}/${name}/places.json`, "utf8"));
  const engine = openEngine(JSON.parse(text));
  const parse = middle(Array.from({ length: 21 }, () => time(() => JSON.parse(text))));
  const open = middle(Array.from({ length: 7 }, () => time(() => openEngine(JSON.parse(text)))));
  const times = [];
  let files = 0;
  for (const query of queries) {
    const before = engine.needs(query, "").length;
    files = Math.max(files, before);
    for (let end = 1; end <= query.length; end++) {
      const typed = query.slice(0, end);
      for (const number of engine.needs(typed, "")) engine.addFile(places[number]);
      for (let i = 0; i < 5; i++) times.push(time(() => engine.search(typed)));
    }
  }
  const slowest = times.sort((a, b) => a - b)[Math.floor(0.99 * times.length)];
  keys[name] = middle(times);
  log(`${name.padEnd(5)} a key ${keys[name].toFixed(2)} ms, of a hundred the slowest ${slowest.toFixed(1)} ms; index ${open.toFixed(0)} ms;`,
    `a key is ${(keys[name] / parse).toFixed(1)} × reading the data; files of places at most ${files}`);
}
log(`a key with many is ${(keys.many / keys.few).toFixed(1)} × one with few`);
