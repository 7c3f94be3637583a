// The clients of the forges against the tests' own forge: what is sent, and what a person is told where it is refused.

import "./browser-parts.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { ConflictError, LimitError, NotAllowedError, OfflineError } from "../../generator/niemyet/editing/records_form/forge-errors.js";
import { openForge } from "../../generator/niemyet/editing/records_form/forges.js";
import { isSignedIn, keepToken } from "../../generator/niemyet/editing/records_form/signing-in.js";
import { begin, tell } from "./browser-parts.js";

const FOLDER = "catalogue/ha-noi/kim-lien";
const [FIRST, SECOND, FRESH] = [`${FOLDER}/1.001193.yaml`, `${FOLDER}/1.004222.yaml`, `${FOLDER}/2.000635.yaml`];
/** What a forge is asked first of all when it is to send. */
const COMMITS = { github: "/graphql", gitlab: "/v4/projects/7/repository/commits", forgejo: "/repos/phu-trach/kho/contents", gitea: "/repos/phu-trach/kho/contents" };
const PULLS = { github: "/repos/phu-trach/kho/pulls", gitlab: "/v4/projects/7/merge_requests", forgejo: "/repos/phu-trach/kho/pulls", gitea: "/repos/phu-trach/kho/pulls" };

/**
 * @param {ForgeSettings["kind"]} kind
 * @returns {Promise<{ number: string, forge: Forge, settings: ForgeSettings }>}
 */
async function open(kind) {
  const settings = await begin(kind);
  keepToken(settings, "token-lan");
  return { number: settings.number, forge: openForge(settings, async () => {}), settings };
}

/**
 * Two files changed, one new, one gone.
 * @param {Forge} forge
 * @returns {Promise<Proposal>}
 */
async function change(forge) {
  const [first, second] = await forge.read([FIRST, SECOND]);
  assert.ok(first && second);
  return {
    title: "Cập nhật phường Kim Liên",
    words: "- Đăng ký khai sinh: ngày rà soát 02/11/2026 → 20/11/2026\n/close",
    changes: [
      { path: FIRST, text: first.text.replace("2026-11-02", "2026-11-20"), from: first.id },
      { path: SECOND, text: null, from: second.id },
      { path: FRESH, text: "posted: 2026-11-20  # mới: “ơ”\n", from: null },
    ],
  };
}

for (const kind of /** @type {const} */ (["github", "gitlab", "forgejo", "gitea"])) {
  test(`${kind}: a folder is listed and read, no more`, async () => {
    const { forge, number } = await open(kind);
    assert.deepEqual(await forge.user(), { login: "lan", name: "Nguyễn Thị Lan" });
    const files = await forge.list(FOLDER);
    assert.deepEqual(files.map(({ path }) => path).filter((path) => path.includes("1.0")), [FIRST, SECOND]);
    assert.ok(files.length > 100);  // more than a page of GitLab's has
    assert.ok(!files.some(({ path }) => path.includes("ben-trong")));  // what lies deeper is not the folder's
    assert.deepEqual(await forge.list("catalogue/ha-noi/khong-co"), []);
    const texts = await forge.read([SECOND, "catalogue/ha-noi/kim-lien/khong-co.yaml", FIRST]);
    assert.deepEqual(texts.map(({ path, id }) => ({ path, id })), [SECOND, FIRST].map((path) => files.find((file) => file.path === path)));
    assert.match(texts[1]?.text ?? "", /Quầy số 1 – Tư pháp/);
    assert.ok(!(await tell({ do: "state", number })).requests.some((/** @type {string} */ asked) => /recursive/.test(asked)));
  });

  test(`${kind}: many files go as one branch, one commit, one proposal`, async () => {
    const { forge, number } = await open(kind);
    const sent = await change(forge);
    const { address } = await forge.send(sent);
    const { proposals, branches } = await tell({ do: "state", number });
    assert.equal(proposals.length, 1);
    const [{ files, commits, title, body }] = proposals;
    assert.deepEqual(files, Object.fromEntries(sent.changes.map(({ path, text }) => [path, text])));
    assert.deepEqual([commits, title], [1, sent.title]);
    assert.equal(body, kind === "gitlab" ? sent.words.replace("\n/close", "\n\\/close") : sent.words);
    assert.match(address, /\/phu-trach\/kho\/.*\/1$/);
    assert.equal(branches.length, 2);
  });

  test(`${kind}: what others changed meanwhile is named, and nothing is sent`, async () => {
    const { forge, number } = await open(kind);
    const sent = await change(forge);
    await tell({ do: "edit", number, path: FIRST, text: "posted: 2026-01-01\n" });
    await assert.rejects(forge.send(sent), (error) => error instanceof ConflictError && error.paths.join() === FIRST);
    await tell({ do: "edit", number, path: FRESH, text: "posted: 2026-01-01\n" });
    await assert.rejects(forge.send(sent), (error) => error instanceof ConflictError && error.paths.join() === [FIRST, FRESH].join());
    const { proposals, branches } = await tell({ do: "state", number });
    assert.deepEqual([proposals, branches], [[], ["main"]]);
  });

  test(`${kind}: whoever may not write sends from a fork, also from one of long ago`, async () => {
    const { forge, number } = await open(kind);
    await tell({ do: "right", number, right: "read" });
    await tell({ do: "slow", number, times: 2 });
    await forge.send(await change(forge));
    await tell({ do: "edit", number, path: FIRST, text: "posted: 2026-01-01\nchecked: 2026-11-02\n" });
    await forge.send(await change(forge));
    const { proposals, branches } = await tell({ do: "state", number });
    assert.deepEqual(proposals.map((/** @type {{ home: string, commits: number }} */ one) => [one.home, one.commits]), [["lan/kho", 1], ["lan/kho", 1]]);
    assert.deepEqual(branches, ["main"]);
    assert.equal(Object.keys(proposals[1].files).length, 3);
  });

  test(`${kind}: an answer that is lost makes no second proposal`, async () => {
    for (const fault of [{ lost: true }, { cut: true }]) {
      for (const path of [COMMITS[kind], PULLS[kind]]) {
        const { forge, number } = await open(kind);
        const sent = await change(forge);
        const isMutation = kind === "github" && path === "/graphql";
        const quiet = isMutation ? [{ method: "POST", path: "/repos/phu-trach/kho/git/refs", ...fault }] : [];
        await tell({ do: "fail", number, faults: [...quiet, { method: "POST", path, ...fault }] });
        await forge.send(sent);
        assert.equal((await tell({ do: "state", number })).proposals.length, 1);
      }
    }
  });

  test(`${kind}: sent again by hand after the line was down, it is the same proposal`, async () => {
    const { forge, number } = await open(kind);
    const sent = await change(forge);
    const down = Array.from({ length: 2 }, () => ({ method: "POST", path: PULLS[kind], cut: true }));
    await tell({ do: "fail", number, faults: down });
    await assert.rejects(forge.send(sent), OfflineError);
    const { address } = await forge.send(sent);
    assert.equal((await forge.send(sent)).address, address);
    const { proposals, branches } = await tell({ do: "state", number });
    assert.deepEqual([proposals.length, proposals[0].commits, branches.length], [1, 1, 2]);
  });

  test(`${kind}: a question is asked again where the line fails, and told when it stays down`, async () => {
    const { forge, number } = await open(kind);
    const path = kind === "gitlab" ? "/v4/user" : "/user";
    await tell({ do: "fail", number, faults: [{ method: "GET", path, cut: true }, { method: "GET", path, status: 502 }] });
    assert.equal((await forge.user()).login, "lan");
    await tell({ do: "fail", number, faults: Array.from({ length: 3 }, () => ({ method: "GET", path, status: 503 })) });
    await assert.rejects(forge.user(), (error) => error instanceof OfflineError && /trục trặc/.test(error.message));
  });

  test(`${kind}: limits are told with the hour, where the forge says it`, async () => {
    const { forge, number, settings } = await open(kind);
    const path = kind === "gitlab" ? "/v4/user" : "/user";
    const hour = kind === "github";  // the others let a page read no such header
    const reset = Math.round(Date.now() / 1000) + 1800;
    const status = kind === "github" ? 403 : 429;
    const headers = kind === "github" ? { "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": String(reset) } : { "Retry-After": "1800" };
    await tell({ do: "fail", number, faults: [{ method: "GET", path, status, headers, body: { message: "API rate limit exceeded" } }] });
    await assert.rejects(forge.user(), (error) => error instanceof LimitError && (!hour || error.until?.getTime() === reset * 1000));
    assert.ok(isSignedIn(settings));
  });

  test(`${kind}: a token that is not known any more is forgotten, and what one may not see is said`, async () => {
    const { forge, number, settings } = await open(kind);
    await tell({ do: "right", number, right: "none" });
    await assert.rejects(forge.list(FOLDER), (error) => error instanceof NotAllowedError && /chưa được xem kho/.test(error.message));
    await tell({ do: "forget", number });
    await assert.rejects(forge.list(FOLDER), (error) => error instanceof NotAllowedError && /đăng nhập lại/.test(error.message));
    assert.ok(!isSignedIn(settings));
  });

  test(`${kind}: who has signed in again meanwhile stays signed in, and gets the answer`, async () => {
    const { forge, number, settings } = await open(kind);
    await tell({ do: "forget", number });
    const asked = forge.list(FOLDER); // with the token that is not known any more
    keepToken(settings, "another");
    assert.ok((await asked).length > 0);
    assert.ok(isSignedIn(settings));
  });
}

test("fifty files of one folder take few requests", async () => {
  const counts = [];
  for (const kind of /** @type {const} */ (["github", "gitlab", "gitea"])) {
    const { forge, number } = await open(kind);
    const files = (await forge.list(FOLDER)).slice(0, 50);
    const texts = await forge.read(files.map(({ path }) => path));
    const read = (await tell({ do: "state", number })).requests.length;
    await forge.send({ title: "Đã rà soát", words: "50", changes: texts.map(({ path, id, text }) => ({ path, from: id, text: `${text}# \n` })) });
    const { requests, proposals } = await tell({ do: "state", number });
    assert.equal(Object.keys(proposals[0].files).length, 50);
    counts.push([read, requests.length - read]);
  }
  assert.deepEqual(counts, [[2, 7], [5, 8], [51, 5]]);
});
