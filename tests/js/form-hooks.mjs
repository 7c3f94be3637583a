// Lets Node find what the build joins into the form's script: the parser of the package `yaml`.

import { pathToFileURL } from "node:url";

const MODULES = `${pathToFileURL(process.env.NIEMYET_MODULES ?? ".venv/form/node_modules")}/yaml/browser/dist/parse`;
const TEXT = `export { Parser } from "${MODULES}/parser.js"; export { resolveAsScalar } from "${MODULES}/cst-scalar.js";`;

/** @type {import("node:module").ResolveHook} */
export const resolve = (specifier, context, next) =>
  specifier === "./yaml.js" ? { url: `data:text/javascript,${encodeURIComponent(TEXT)}`, shortCircuit: true } : next(specifier, context);
