// The form's own modules that need no browser, with the parser that the build would join to them.

import { register } from "node:module";

register("./form-hooks.mjs", import.meta.url);

export const { readTree } = await import("../../generator/niemyet/editing/records_form/nodes.js");
export const edit = await import("../../generator/niemyet/editing/records_form/edit.js");
export const recordFile = await import("../../generator/niemyet/editing/records_form/record-file.js");
export const formState = await import("../../generator/niemyet/editing/records_form/form-state.js");
export const { rebase } = await import("../../generator/niemyet/editing/records_form/rebase.js");
export const { diffLines } = await import("../../generator/niemyet/editing/records_form/line-difference.js");
