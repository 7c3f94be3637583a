// Forgejo and Gitea: one API. Files are listed and read by `contents`, and sent together by one POST to it; the id of each file goes
// with it, so the forge itself refuses what has moved. Whoever may not write here gets a fork, brought up to date first.

import { ConflictError, NotAllowedError } from "./forge-errors.js";
import { askAll, doOnce, RefusedError, unless } from "./forge-requests.js";
import { decodeText, encodeText, findMoved, nameBranch } from "./forge-texts.js";
import { say } from "./forge-words.js";

const AT_ONCE = 6;
const FORK_PAUSES = [1000, 2000, 4000];
/** Forgejo answers 409 where a file has moved, Gitea 422; both answer 404 where it is gone. */
const MOVED = [404, 409, 422];

/** @implements {Forge} */
export class Gitea {
  #line;
  #repository;
  #branch;

  /**
   * @param {import("./forge-requests.js").Line} line
   * @param {ForgeSettings} settings
   */
  constructor(line, { repository, branch }) {
    this.#line = line;
    this.#repository = repository;
    this.#branch = branch;
  }

  async user() {
    const { data } = await this.#line.ask("/user");
    return { login: data.login, name: data.full_name || data.login };
  }

  /** @param {string} folder */
  async list(folder) {
    const answer = await unless(this.#line.ask(this.#contents(folder)), 404, null);
    if (!answer) await this.#look();
    /** @type {{ type: string, path: string, sha: string }[]} */
    const entries = answer?.data ?? [];
    return entries.filter(({ type }) => type === "file").map(({ path, sha }) => ({ path, id: sha }));
  }

  /** @param {string[]} paths */
  async read(paths) {
    const read = await askAll(paths, AT_ONCE, async (path) => {
      const answer = await unless(this.#line.ask(this.#contents(path)), 404, null);
      return answer && { path, id: String(answer.data.sha), text: decodeText(answer.data.content) };
    });
    return read.filter((file) => file !== null);
  }

  /** @param {Proposal} proposal */
  async send(proposal) {
    const { login } = await this.user();
    const home = await this.#look() ? this.#repository : await this.#fork(login);
    const branch = await nameBranch(login, proposal);
    const find = () => unless(this.#line.ask(`/repos/${home}/branches/${branch}`), 404, null);
    if (!await find()) await doOnce(() => this.#commit(home, branch, proposal), find);
    const owner = home.split("/")[0] ?? "";
    return doOnce(() => this.#propose(owner, branch, proposal), () => this.#findProposal(owner, branch));
  }

  /** @param {string} path */
  #contents(path) {
    return `/repos/${this.#repository}/contents/${path.split("/").map(encodeURIComponent).join("/")}?ref=${encodeURIComponent(this.#branch)}`;
  }

  /** @returns {Promise<boolean>} Whether this person may write here. */
  async #look() {
    const { data } = await this.#line.ask(`/repos/${this.#repository}`);
    return data.permissions?.push === true;
  }

  /** @param {string} login */
  async #fork(login) {
    const fork = `${login}/${this.#repository.split("/")[1]}`;
    const find = async () => (await unless(this.#line.ask(`/repos/${fork}`), 404, null))?.data ?? null;
    const earlier = await find();
    if (!earlier) {
      await doOnce(() => this.#line.send("POST", `/repos/${this.#repository}/forks`, {}), find);
      for (const milliseconds of FORK_PAUSES) {  // it is made after the answer
        if (await unless(this.#line.ask(`/repos/${fork}/branches/${this.#branch}`), 404, null)) return fork;
        await this.#line.wait(milliseconds);
      }
      throw new NotAllowedError(say("fork"));
    }
    await this.#bringUpToDate(fork);
    return fork;
  }

  /** @param {string} fork */
  async #bringUpToDate(fork) {
    const asked = await unless(this.#line.send("POST", `/repos/${fork}/merge-upstream`, { branch: this.#branch }), 404, null);  // Gitea
    if (!asked) await unless(this.#line.send("POST", `/repos/${fork}/sync_fork/${this.#branch}`), 404, null);  // Forgejo
  }

  /**
   * @param {string} home
   * @param {string} branch
   * @param {Proposal} proposal
   * @returns {Promise<unknown>}
   */
  async #commit(home, branch, { title, words, changes }) {
    const files = changes.map(({ path, text, from }) => ({
      operation: text === null ? "delete" : from === null ? "create" : "update",
      path,
      ...(text === null ? {} : { content: encodeText(text) }),
      ...(from === null ? {} : { sha: from }),
    }));
    try {
      return await this.#line.send("POST", `/repos/${home}/contents`, { branch: this.#branch, new_branch: branch, message: `${title}\n\n${words}`, files });
    } catch (error) {
      if (!(error instanceof RefusedError && MOVED.includes(error.status))) throw error;
      const moved = await this.#findMoved(changes);
      throw moved.length ? new ConflictError(moved) : error;
    }
  }

  /** @param {ForgeChange[]} changes */
  async #findMoved(changes) {
    const folders = [...new Set(changes.map(({ path }) => path.slice(0, path.lastIndexOf("/"))))];
    const listed = await askAll(folders, AT_ONCE, (folder) => this.list(folder));
    return findMoved(changes, new Map(listed.flat().map(({ path, id }) => [path, id])));
  }

  /**
   * @param {string} owner
   * @param {string} branch
   * @param {Proposal} proposal
   */
  async #propose(owner, branch, { title, words }) {
    const order = { title, body: words, head: owner === this.#repository.split("/")[0] ? branch : `${owner}:${branch}`, base: this.#branch };
    try {
      const { data } = await this.#line.send("POST", `/repos/${this.#repository}/pulls`, order);
      return { address: String(data.html_url) };
    } catch (error) {
      const earlier = error instanceof RefusedError && error.status === 409 ? await this.#findProposal(owner, branch) : null;
      if (earlier) return earlier;
      throw error;
    }
  }

  /**
   * @param {string} owner
   * @param {string} branch
   */
  async #findProposal(owner, branch) {
    const { data } = await this.#line.ask(`/repos/${this.#repository}/pulls?state=open&sort=recentupdate&limit=50`);
    /** @type {{ html_url: string, head: { ref: string, repo: { full_name: string } | null } }[]} */
    const found = data;
    const own = found.find(({ head }) => head.ref === branch && head.repo?.full_name.split("/")[0] === owner);
    return own ? { address: own.html_url } : null;
  }
}
