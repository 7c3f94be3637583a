// GitLab: lists by the tree of one folder, reads by GraphQL, sends one commit with all files that begins at the commit that was
// looked at (`start_sha`), so nothing can come in between. Whoever may not write here gets a fork; its branch begins here all the same.

import { ConflictError, NotAllowedError } from "./forge-errors.js";
import { doOnce, inParts, RefusedError, unless } from "./forge-requests.js";
import { encodeText, findMoved, nameBranch } from "./forge-texts.js";
import { say } from "./forge-words.js";

const FILES_A_QUESTION = 20;
/** GitLab counts what a question costs and refuses dear ones. */
const DEVELOPER = 30;
const FORK_PAUSES = [1000, 2000, 4000, 8000, 8000];
const READ = `query($project: ID!, $ref: String!, $paths: [String!]!) {
  project(fullPath: $project) { repository { blobs(ref: $ref, paths: $paths) { nodes { path oid rawTextBlob } } } }
}`;

/** @implements {Forge} */
export class GitLab {
  #line;
  #repository;
  #branch;

  /**
   * @param {import("./forge-requests.js").Line} line Its paths begin behind ".../api".
   * @param {ForgeSettings} settings
   */
  constructor(line, { repository, branch }) {
    this.#line = line;
    this.#repository = repository;
    this.#branch = branch;
  }

  get #project() {
    return `/v4/projects/${encodeURIComponent(this.#repository)}`;
  }

  async user() {
    const { data } = await this.#line.ask("/v4/user");
    return { login: data.username, name: data.name || data.username };
  }

  /** @param {string} folder */
  async list(folder) {
    /** @type {ForgeFile[]} */
    const files = [];
    const order = `path=${encodeURIComponent(folder)}&ref=${encodeURIComponent(this.#branch)}&per_page=100`;
    for (let page = "1"; page;) {
      const answer = await unless(this.#line.ask(`${this.#project}/repository/tree?${order}&page=${page}`), 404, null);
      if (!answer) {
        await this.#look();
        return [];
      }
      for (const { type, path, id } of answer.data) if (type === "blob") files.push({ path, id });
      page = answer.headers.get("X-Next-Page") ?? "";
    }
    return files;
  }

  /** @param {string[]} paths */
  read(paths) {
    return this.#files(this.#branch, paths);
  }

  /** @param {Proposal} proposal */
  async send(proposal) {
    const [{ login }, project] = [await this.user(), await this.#look()];
    const { data: { commit } } = await this.#line.ask(`${this.#project}/repository/branches/${encodeURIComponent(this.#branch)}`);
    const now = await this.#files(commit.id, proposal.changes.map(({ path }) => path));
    const moved = findMoved(proposal.changes, new Map(now.map(({ path, id }) => [path, id])));
    if (moved.length) throw new ConflictError(moved);
    const home = project.mayWrite ? project.id : await this.#fork();
    const branch = await nameBranch(login, proposal);
    const sent = () => this.#commit({ home, upstream: project.id, branch, start: commit.id }, proposal);
    await doOnce(sent, () => this.#findBranch(home, branch));
    const order = { home, upstream: project.id, branch };
    return doOnce(() => this.#propose(order, proposal), () => this.#findProposal(order));
  }

  /** The project as this person sees it. */
  async #look() {
    const { data } = await this.#line.ask(this.#project);
    const { project_access: own, group_access: shared } = data.permissions ?? {};
    return { id: Number(data.id), mayWrite: Math.max(own?.access_level ?? 0, shared?.access_level ?? 0) >= DEVELOPER };
  }

  /**
   * @param {string} ref
   * @param {string[]} paths
   * @returns {Promise<ForgeText[]>}
   */
  async #files(ref, paths) {
    const found = [];
    for (const part of inParts(paths, FILES_A_QUESTION)) {
      const { data } = await this.#line.ask("/graphql", { query: READ, variables: { project: this.#repository, ref, paths: part } });
      if (data.errors?.length) throw new RefusedError(422, String(data.errors[0].message));
      if (!data.data.project) throw new RefusedError(404, this.#repository);
      /** @type {{ path: string, oid: string, rawTextBlob: string | null }[]} */
      const blobs = data.data.project.repository.blobs.nodes;
      for (const { path, oid, rawTextBlob } of blobs) found.push({ path, id: oid, text: rawTextBlob ?? "" });
    }
    return found;
  }

  async #fork() {
    const find = async () => {
      const { data } = await this.#line.ask(`${this.#project}/forks?owned=true&per_page=1`);
      return data[0] ?? null;
    };
    let fork = await find() ?? await doOnce(async () => (await this.#line.send("POST", `${this.#project}/fork`, {})).data, find);
    for (const milliseconds of FORK_PAUSES) {  // it is made after the answer
      if (["finished", "none", undefined].includes(fork.import_status)) return Number(fork.id);
      await this.#line.wait(milliseconds);
      fork = (await this.#line.ask(`/v4/projects/${fork.id}`)).data;
    }
    throw new NotAllowedError(say("fork"));
  }

  /**
   * @param {{ home: number, upstream: number, branch: string, start: string }} place
   * @param {Proposal} proposal
   * @returns {Promise<unknown>}
   */
  async #commit({ home, upstream, branch, start }, { title, words, changes }) {
    const actions = changes.map(({ path, text, from }) => text === null
      ? { action: "delete", file_path: path }
      : { action: from === null ? "create" : "update", file_path: path, content: encodeText(text), encoding: "base64" });
    const order = { branch, start_sha: start, start_project: home === upstream ? undefined : upstream, commit_message: `${title}\n\n${words}`, actions };
    try {
      return await this.#line.send("POST", `/v4/projects/${home}/repository/commits`, order);
    } catch (error) {
      if (error instanceof RefusedError && error.status === 400 && await this.#findBranch(home, branch)) return true;  // sent before
      throw error;
    }
  }

  /**
   * @param {number} home
   * @param {string} branch
   * @returns {Promise<unknown>}
   */
  #findBranch(home, branch) {
    return unless(this.#line.ask(`/v4/projects/${home}/repository/branches/${branch}`), 404, null);
  }

  /**
   * @param {{ home: number, upstream: number, branch: string }} place
   * @param {Proposal} proposal
   */
  async #propose({ home, upstream, branch }, { title, words }) {
    const order = { source_branch: branch, target_branch: this.#branch, target_project_id: upstream, title, description: escapeCommands(words) };
    try {
      const wishes = { remove_source_branch: true, allow_collaboration: true };
      const { data } = await this.#line.send("POST", `/v4/projects/${home}/merge_requests`, { ...order, ...wishes });
      return { address: String(data.web_url) };
    } catch (error) {
      const earlier = error instanceof RefusedError && error.status === 409 ? await this.#findProposal({ home, upstream, branch }) : null;
      if (earlier) return earlier;
      throw error;
    }
  }

  /** @param {{ home: number, upstream: number, branch: string }} place */
  async #findProposal({ home, upstream, branch }) {
    const { data } = await this.#line.ask(`/v4/projects/${upstream}/merge_requests?state=opened&source_branch=${branch}`);
    /** @type {{ source_project_id: number, web_url: string }[]} */
    const found = data;
    const own = found.find(({ source_project_id: from }) => from === home);
    return own ? { address: own.web_url } : null;
  }
}

/**
 * @param {string} words
 * @returns {string} Without commands to GitLab: it takes a line that begins with a slash for one.
 */
function escapeCommands(words) {
  return words.replaceAll(/^\//gm, "\\/");
}
