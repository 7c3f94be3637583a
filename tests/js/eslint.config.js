// How the scripts are linted. `make lint` runs ESLint from the root of the project, with the packages in .venv/js.

import { createRequire } from "node:module";

const require = createRequire(new URL("../../.venv/js/", import.meta.url));
const js = require("@eslint/js");
const globals = require("globals");

const SITE = ["theme/**/*.js"];
const ARTICLE_FORM = ["generator/niemyet/editing/sveltia/*.js"];
const FORM = ["generator/niemyet/editing/records_form/**/*.js"];
const NODE = ["tests/**/*.js", "tests/**/*.mjs", "bench/**/*.js"];

export default [
  { ignores: [".venv/", "site/"] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error", reportUnusedInlineConfigs: "error" },
    rules: {
      "array-callback-return": "error",
      complexity: ["error", 12],
      "consistent-return": "error",
      curly: ["error", "multi-line"],
      "default-case-last": "error",
      eqeqeq: "error",
      "max-depth": ["error", 4],
      "max-len": ["error", { code: 160, ignoreStrings: true, ignoreTemplateLiterals: true }],
      "max-lines": ["error", 300],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      "max-params": ["error", 5],
      "no-constant-binary-expression": "error",
      "no-else-return": "error",
      "no-eval": "error",
      "no-implicit-coercion": "error",
      "no-implied-eval": "error",
      "no-shadow": "error",
      "no-throw-literal": "error",
      "no-unused-vars": ["error", { caughtErrors: "all" }],
      "no-use-before-define": ["error", { functions: false, classes: false, variables: false }],
      "no-useless-return": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-arrow-callback": "error",
      "prefer-const": "error",
      "prefer-template": "off",
      "require-atomic-updates": "error",
    },
  },
  { files: SITE, ignores: ["theme/sw.js", "theme/assets/scheme.js"], languageOptions: { globals: globals.browser, sourceType: "module" } },
  { files: ["theme/assets/scheme.js"], languageOptions: { globals: globals.browser, sourceType: "script" } },
  { files: ["theme/sw.js"], languageOptions: { globals: globals.serviceworker, sourceType: "script" } },
  { files: FORM, languageOptions: { globals: globals.browser, sourceType: "module" } },
  { files: ARTICLE_FORM, languageOptions: { globals: { ...globals.browser, CMS: "readonly" }, sourceType: "script" } },
  { files: NODE, languageOptions: { globals: globals.node, sourceType: "module" } },
];
