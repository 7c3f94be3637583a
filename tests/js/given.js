// What tests/js_given.py has written: the case files, and the data that the site carries.

import { readFileSync } from "node:fs";

const FOLDER = process.env.NIEMYET_GIVEN ?? new URL("../../.venv/given", import.meta.url).pathname;

/** @template {keyof Given} Name @param {Name} name @returns {Given[Name]} */
export const given = (name) => JSON.parse(readFileSync(`${FOLDER}/${name}.json`, "utf8"));
