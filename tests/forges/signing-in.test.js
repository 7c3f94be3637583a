// Signing in with PKCE, as a person's browser does it, against the tests' own forge.

import { begin, page, tell } from "./browser-parts.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { NotAllowedError } from "../../generator/niemyet/editing/records_form/forge-errors.js";
import { connect, openForge } from "../../generator/niemyet/editing/records_form/forges.js";
import { beginSigningIn, finishSigningIn, isSignedIn, signOut, signsInThere } from "../../generator/niemyet/editing/records_form/signing-in.js";

const HOME = "https://tinh.example/quan-tri/";

/**
 * @param {ForgeSettings["kind"]} kind
 * @param {object} [more]
 */
async function withClient(kind, more = {}) {
  signOut();
  page.url = new URL(`${HOME}#/ha-noi/kim-lien`);
  const settings = { ...await begin(kind), client: "ma-cua-trang" };
  await tell({ do: "client", number: settings.number, client: "ma-cua-trang", redirect: HOME, ...more });
  return settings;
}

/**
 * Goes to the forge, whose page leads back.
 * @param {ForgeSettings} settings
 */
async function goThere(settings) {
  const response = await fetch(await beginSigningIn(settings), { redirect: "manual" });
  assert.equal(response.status, 302);
  page.url = new URL(response.headers.get("Location") ?? "");
}

for (const kind of /** @type {const} */ (["gitlab", "forgejo", "gitea"])) {
  test(`${kind}: signing in leads back to where one was, and leaves nothing in the address`, async () => {
    const settings = await withClient(kind);
    assert.ok(signsInThere(settings));
    await goThere(settings);
    assert.match(page.url.search, /code=/);
    const forge = await connect(settings);
    assert.equal(page.url.href, `${HOME}#/ha-noi/kim-lien`);
    assert.equal((await forge.user()).login, "lan");
    assert.ok(!(await tell({ do: "state", number: settings.number })).requests.some((/** @type {string} */ asked) => asked.includes("token")));
  });

  test(`${kind}: a token that has run out is renewed without a word, once`, async () => {
    const settings = await withClient(kind);
    await goThere(settings);
    const forge = await connect(settings);
    await tell({ do: "forget", number: settings.number });
    assert.equal((await forge.user()).login, "lan");
    await tell({ do: "client", number: settings.number, client: "another", redirect: HOME });
    await tell({ do: "forget", number: settings.number });
    await assert.rejects(openForge(settings).user(), NotAllowedError);
    assert.ok(!isSignedIn(settings));
  });
}

test("a code that this window did not ask for is not taken", async () => {
  const settings = await withClient("gitlab");
  await goThere(settings);
  page.url.searchParams.set("state", "of-somebody-else");
  await assert.rejects(finishSigningIn(settings), (error) => error instanceof NotAllowedError && /không khớp/.test(error.message));
  assert.equal(page.url.search, "");
  assert.ok(!isSignedIn(settings));
});

test("a person who says no is told so", async () => {
  const settings = await withClient("gitlab");
  await goThere(settings);
  const state = page.url.searchParams.get("state") ?? "";
  page.url = new URL(`${HOME}?${new URLSearchParams({ state, error: "access_denied", error_description: "The user denied." })}`);
  await assert.rejects(finishSigningIn(settings), (error) => error instanceof NotAllowedError && error.message.endsWith("The user denied."));
});

test("a token is shown to no forge but its own", async () => {
  const settings = await withClient("gitlab");
  await goThere(settings);
  await connect(settings);
  const other = { ...settings, api: (await begin("gitlab")).api };
  assert.ok(!isSignedIn(other));
  await assert.rejects(openForge(other).user(), NotAllowedError);
});

test("GitHub gives a token through the relay alone, which keeps the secret", async (context) => {
  const { site, api, relay } = JSON.parse(process.env.NIEMYET_RELAYED ?? "{}");
  signOut();
  page.url = new URL(HOME);
  /** @type {ForgeSettings} */
  const settings = { kind: "github", site, api, relay, repository: "phu-trach/kho", branch: "main", client: "ma-cua-trang" };
  assert.ok(signsInThere(settings) && !signsInThere({ ...settings, relay: null }));
  await goThere(settings);
  const code = page.url.searchParams.get("code") ?? "";
  const bare = new URLSearchParams({ client_id: "ma-cua-trang", code, code_verifier: "another" });
  const guessed = await fetch(relay, { method: "POST", body: bare, headers: { Origin: "https://tinh.example" } });
  assert.deepEqual(Object.keys(await guessed.json()), ["error", "error_description"]);
  await goThere(settings);
  await assert.rejects(finishSigningIn(settings), NotAllowedError);  // Node names no origin: the relay gives nothing
  await goThere(settings);
  const asked = globalThis.fetch;
  context.mock.method(globalThis, "fetch", (/** @type {string} */ address, /** @type {RequestInit} */ order) =>
    asked(address, { ...order, headers: { ...order.headers, Origin: "https://tinh.example" } }));
  assert.equal((await (await connect(settings)).user()).login, "lan");
});
