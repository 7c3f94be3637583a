// What the service worker keeps for times without a connection.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

/** @param {string} path */
const read = (path) => readFileSync(new URL(`../../theme/${path}`, import.meta.url), "utf8");
/** @param {string} name of a script @returns {string[]} the modules that it cannot begin without */
const importedBy = (name) => [...read(`assets/${name}.js`).matchAll(/^import (?:.* from )?"\.\/([\w-]+)\.js"/gm)].map(([, imported]) => imported);
/** @param {string} name of a script @returns {string[]} the workers that it begins */
const begunBy = (name) => [...read(`assets/${name}.js`).matchAll(/Worker\(new URL\("([\w-]+)\.js"/g)].map(([, begun]) => begun);
/** @type {string[]} */
const scripts = [...read("sw.js").matchAll(/SCRIPTS = (\[[^\]]*\]);/g)].flatMap(([, list]) => JSON.parse(list));

test("every script that it keeps finds the modules that it imports", () => {
  assert.ok(scripts.includes("search"));
  assert.deepEqual(begunBy("search-asking"), ["search-worker"]);
  for (const name of scripts) {
    for (const imported of [...importedBy(name), ...begunBy(name)]) {
      assert.ok(scripts.includes(imported), `${name} imports ${imported}`);
    }
  }
});

test("the worker of the search names all that it is made of, so that all of it is asked for at once", () => {
  const named = importedBy("search-worker");
  assert.ok(named.includes("search-source"));
  for (const name of named) for (const imported of importedBy(name)) assert.ok(named.includes(imported), `${name} imports ${imported}`);
});
