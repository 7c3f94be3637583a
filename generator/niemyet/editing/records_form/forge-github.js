// GitHub: reads by GraphQL, a folder or fifty files a request; sends with `createCommitOnBranch`, which takes all files or none and
// only on the head that was looked at. Whoever may not write here gets a fork.

import { ConflictError, LimitError, NotAllowedError } from "./forge-errors.js";
import { doOnce, inParts, readUntil, RefusedError, unless } from "./forge-requests.js";
import { encodeText, findMoved, nameBranch } from "./forge-texts.js";
import { say } from "./forge-words.js";

const FILES_A_QUESTION = 50;
const FORK_PAUSES = [1000, 2000, 4000, 8000, 8000];

const LIST = `query($owner: String!, $name: String!, $folder: String!) {
  repository(owner: $owner, name: $name) { object(expression: $folder) { ... on Tree { entries { name type oid } } } }
}`;
const HEAD = `query($owner: String!, $name: String!, $branch: String!) {
  repository(owner: $owner, name: $name) { viewerPermission ref(qualifiedName: $branch) { target { oid } } }
}`;
const COMMIT = "mutation($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }";

/**
 * @param {string[]} paths
 * @param {string} fields
 */
function askForFiles(paths, fields) {
  const named = paths.map((_, i) => `$f${i}: String!`).join(", ");
  const files = paths.map((_, i) => `f${i}: object(expression: $f${i}) { ... on Blob { ${fields} } }`).join(" ");
  return `query($owner: String!, $name: String!, ${named}) { repository(owner: $owner, name: $name) { ${files} } }`;
}

/** @implements {Forge} */
export class GitHub {
  #line;
  #at;
  #branch;

  /**
   * @param {import("./forge-requests.js").Line} line
   * @param {ForgeSettings} settings
   */
  constructor(line, { repository, branch }) {
    const [owner = "", name = ""] = repository.split("/");
    this.#line = line;
    this.#at = { owner, name };
    this.#branch = branch;
  }

  async user() {
    const { data } = await this.#line.ask("/user");
    return { login: data.login, name: data.name || data.login };
  }

  /** @param {string} folder */
  async list(folder) {
    const { object } = await this.#question(LIST, { folder: `${this.#branch}:${folder}` });
    /** @type {{ name: string, type: string, oid: string }[]} */
    const entries = object?.entries ?? [];
    return entries.filter(({ type }) => type === "blob").map(({ name, oid }) => ({ path: `${folder}/${name}`, id: oid }));
  }

  /** @param {string[]} paths */
  async read(paths) {
    const found = await this.#files(this.#branch, paths, "oid text isTruncated");
    const whole = found.filter(({ blob }) => typeof blob.text === "string" && !blob.isTruncated);
    return whole.map(({ path, blob }) => ({ path, id: blob.oid, text: blob.text }));
  }

  /** @param {Proposal} proposal */
  async send(proposal) {
    const { login } = await this.user();
    const { head, mayWrite } = await this.#head();
    const now = await this.#files(head, proposal.changes.map(({ path }) => path), "oid");
    const moved = findMoved(proposal.changes, new Map(now.map(({ path, blob }) => [path, blob.oid])));
    if (moved.length) throw new ConflictError(moved);
    const owner = mayWrite ? this.#at.owner : login;
    const home = mayWrite ? `${this.#at.owner}/${this.#at.name}` : await this.#fork(login);
    const branch = await nameBranch(login, proposal);
    const at = await this.#branchOff(home, branch, head);
    const find = () => this.#isCommitted(home, branch, head);
    if (at === head || !await find()) await doOnce(() => this.#commit(home, branch, at, proposal), find);
    return doOnce(() => this.#propose(owner, branch, proposal), () => this.#findProposal(owner, branch));
  }

  /**
   * @param {string} query
   * @param {object} variables
   */
  async #question(query, variables) {
    const answer = await this.#line.ask("/graphql", { query, variables: { ...this.#at, ...variables } });
    return this.#told(answer).repository;
  }

  /**
   * The data of an answer, or what its errors stand for: GraphQL tells them with status 200.
   * @param {Answer} answer
   */
  #told({ data: { data, errors }, headers }) {
    for (const { type, message } of errors ?? []) {
      if (type === "RATE_LIMITED") throw new LimitError(readUntil(headers));
      if (type === "NOT_FOUND") throw new RefusedError(404, message);
      if (type === "FORBIDDEN" || type === "INSUFFICIENT_SCOPES") throw new RefusedError(403, message);
      throw new RefusedError(type === "STALE_DATA" ? 409 : 422, message);
    }
    return data;
  }

  async #head() {
    const told = await this.#question(HEAD, { branch: `refs/heads/${this.#branch}` });
    if (!told.ref) throw new RefusedError(404, this.#branch);
    return { head: String(told.ref.target.oid), mayWrite: ["ADMIN", "MAINTAIN", "WRITE"].includes(told.viewerPermission) };
  }

  /**
   * @param {string} at A branch or a commit.
   * @param {string[]} paths
   * @param {string} fields
   */
  async #files(at, paths, fields) {
    const found = [];
    for (const part of inParts(paths, FILES_A_QUESTION)) {
      const places = Object.fromEntries(part.map((path, i) => [`f${i}`, `${at}:${path}`]));
      const told = await this.#question(askForFiles(part, fields), places);
      for (const [i, path] of part.entries()) if (told[`f${i}`]?.oid) found.push({ path, blob: told[`f${i}`] });
    }
    return found;
  }

  /** @param {string} login */
  async #fork(login) {
    const { owner, name } = this.#at;
    const { data } = await this.#line.send("POST", `/repos/${owner}/${name}/forks`, { default_branch_only: true });
    const fork = data.full_name ?? `${login}/${name}`;
    for (const milliseconds of FORK_PAUSES) {  // it is made after the answer
      const ready = await unless(this.#line.ask(`/repos/${fork}/git/ref/heads/${this.#branch}`), 404, null);
      if (ready) return fork;
      await this.#line.wait(milliseconds);
    }
    throw new NotAllowedError(say("fork"));
  }

  /**
   * @param {string} home
   * @param {string} branch
   * @param {string} head
   * @returns {Promise<string>} The commit on which the branch stands: not `head` if it is from before.
   */
  async #branchOff(home, branch, head) {
    const begin = async () => (await this.#line.send("POST", `/repos/${home}/git/refs`, { ref: `refs/heads/${branch}`, sha: head })).data;
    const find = async () => (await unless(this.#line.ask(`/repos/${home}/git/ref/heads/${branch}`), 404, null))?.data ?? null;
    try {
      return (await doOnce(begin, find)).object.sha;
    } catch (error) {
      if (!(error instanceof RefusedError && error.status === 422)) throw error;
    }
    const earlier = await find();  // sent before, and the answer lost
    if (earlier) return earlier.object.sha;
    await unless(this.#line.send("POST", `/repos/${home}/merge-upstream`, { branch: this.#branch }), 409, null);
    return (await begin()).object.sha;  // a fork of long ago knows the head only now
  }

  /**
   * @param {string} home
   * @param {string} branch
   * @param {string} at
   * @param {Proposal} proposal
   * @returns {Promise<unknown>}
   */
  async #commit(home, branch, at, { title, words, changes }) {
    const additions = changes.filter(({ text }) => text !== null).map(({ path, text }) => ({ path, contents: encodeText(text ?? "") }));
    const deletions = changes.filter(({ text }) => text === null).map(({ path }) => ({ path }));
    const input = {
      branch: { repositoryNameWithOwner: home, branchName: branch },
      message: { headline: title, body: words },
      expectedHeadOid: at,
      fileChanges: { additions, deletions },
    };
    try {
      return this.#told(await this.#line.send("POST", "/graphql", { query: COMMIT, variables: { input } }));
    } catch (error) {
      throw error instanceof RefusedError && error.status === 409 ? new ConflictError(changes.map(({ path }) => path)) : error;
    }
  }

  /**
   * @param {string} home
   * @param {string} branch
   * @param {string} head
   * @returns {Promise<unknown>} null if the branch has no commit of its own.
   */
  async #isCommitted(home, branch, head) {
    const { data } = await this.#line.ask(`/repos/${home}/compare/${head}...${branch}`);
    return data.ahead_by > 0 ? true : null;
  }

  /**
   * @param {string} owner
   * @param {string} branch
   * @param {Proposal} proposal
   */
  async #propose(owner, branch, { title, words }) {
    const earlier = await this.#findProposal(owner, branch);
    if (earlier) return earlier;
    const order = { title, body: words, head: `${owner}:${branch}`, base: this.#branch, maintainer_can_modify: true };
    const { data } = await this.#line.send("POST", `/repos/${this.#at.owner}/${this.#at.name}/pulls`, order);
    return { address: String(data.html_url) };
  }

  /**
   * @param {string} owner
   * @param {string} branch
   */
  async #findProposal(owner, branch) {
    const head = encodeURIComponent(`${owner}:${branch}`);
    const { data } = await this.#line.ask(`/repos/${this.#at.owner}/${this.#at.name}/pulls?state=open&head=${head}`);
    return data.length ? { address: String(data[0].html_url) } : null;
  }
}
