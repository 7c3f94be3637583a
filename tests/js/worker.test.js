// What the service worker keeps for times without a connection.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

/** @param {string} path */
const read = (path) => readFileSync(new URL(`../../theme/${path}`, import.meta.url), "utf8");
/** @type {string[]} */
const scripts = [...read("sw.js").matchAll(/SCRIPTS = (\[[^\]]*\]);/g)].flatMap(([, list]) => JSON.parse(list));

test("every script that it keeps finds the modules that it imports", () => {
  assert.ok(scripts.includes("search"));
  for (const name of scripts) {
    for (const [, imported] of read(`assets/${name}.js`).matchAll(/ from "\.\/([\w-]+)\.js"/g)) assert.ok(scripts.includes(imported), `${name} imports ${imported}`);
  }
});
