// The line to a forge: one request at a time with the person's token, and every way in which it can fail as one of the errors of
// `forge-errors.js`. Knows no forge: paths, bodies and what an answer means are theirs.

import { LimitError, NotAllowedError, OfflineError } from "./forge-errors.js";
import { say } from "./forge-words.js";

const PAUSES = [500, 2000];
/** Milliseconds before a question is asked again. What changes something is never sent twice unseen. */
const SHORT_LIMIT = 5;
/** Seconds that a question waits by itself when the forge asks for it. */

/** The forge says no for a reason that its client may know what to do about. */
export class RefusedError extends NotAllowedError {
  /**
   * @param {number} status
   * @param {string} words The forge's own.
   */
  constructor(status, words) {
    super(say(status === 404 ? "hidden" : status === 403 ? "forbidden" : "refused") + (status === 403 || status === 404 ? "" : words));
    this.status = status;
    this.words = words;
  }
}

/** @param {number} milliseconds */
const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

export class Line {
  #access;
  #wait;

  /**
   * @param {string} api The address that paths are put behind.
   * @param {{ token(): string | null, renew(): Promise<boolean>, forget(): void }} access
   * @param {(milliseconds: number) => Promise<unknown>} wait
   */
  constructor(api, access, wait = pause) {
    this.api = api;
    this.#access = access;
    this.#wait = wait;
  }

  /** @param {number} milliseconds */
  wait(milliseconds) {
    return this.#wait(milliseconds);
  }

  /**
   * A question: asked again where the line failed.
   * @param {string} path
   * @param {unknown} [body] Sent by POST, as questions of GraphQL are.
   * @returns {Promise<Answer>}
   */
  async ask(path, body) {
    const method = body === undefined ? "GET" : "POST";
    for (const milliseconds of PAUSES) {
      try {
        return await this.send(method, path, body);
      } catch (error) {
        const seconds = error instanceof LimitError && error.until ? (error.until.getTime() - Date.now()) / 1000 : Infinity;
        if (!(error instanceof OfflineError) && seconds > SHORT_LIMIT) throw error;
        await this.#wait(error instanceof OfflineError ? milliseconds : Math.max(0, seconds * 1000));
      }
    }
    return this.send(method, path, body);
  }

  /**
   * One request; a token that has run out is renewed once. One that came while the answer was under way is used, not forgotten.
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body]
   * @returns {Promise<Answer>}
   */
  async send(method, path, body) {
    let used = this.#access.token();
    let response = await this.#fetch(method, path, body);
    if (response.status === 401 && (this.#access.token() !== used || await this.#access.renew())) {
      used = this.#access.token();
      response = await this.#fetch(method, path, body);
    }
    const text = await response.text().catch(() => { throw new OfflineError(say("offline")); });
    if (response.ok) return { data: text ? JSON.parse(text) : null, headers: response.headers, status: response.status };
    throw this.#refusal(response, text, used);
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {unknown} body
   */
  async #fetch(method, path, body) {
    const token = this.#access.token();
    if (token === null) throw new NotAllowedError(say("expired"));
    /** @type {Record<string, string>} */
    const headers = { Accept: "application/json", Authorization: `Bearer ${token}` };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const order = { method, headers, body: body === undefined ? undefined : JSON.stringify(body) };
    try {
      return await fetch(this.api + path, { ...order, cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer", redirect: "error" });
    } catch {
      throw new OfflineError(say("offline"));
    }
  }

  /**
   * @param {Response} response
   * @param {string} text
   * @param {string | null} used The token that was refused.
   */
  #refusal(response, text, used) {
    const { status, headers } = response;
    if (status === 401) {
      if (this.#access.token() === used) this.#access.forget();
      return new NotAllowedError(say("expired"));
    }
    const spent = headers.get("X-RateLimit-Remaining") === "0" || headers.has("Retry-After") || /rate limit/i.test(text);
    if (status === 429 || (status === 403 && spent)) return new LimitError(readUntil(headers));
    return status >= 500 ? new OfflineError(say("broken")) : new RefusedError(status, readWords(text));
  }
}

/**
 * @param {Headers} headers
 * @returns {Date | null} When requests are taken again, as GitHub and GitLab say it.
 */
export function readUntil(headers) {
  const seconds = Number(headers.get("Retry-After"));
  if (headers.has("Retry-After") && seconds >= 0) return new Date(Date.now() + seconds * 1000);
  const reset = Number(headers.get("X-RateLimit-Reset") ?? headers.get("RateLimit-Reset"));
  return reset > 0 ? new Date(reset * 1000) : null;
}

/**
 * @param {string} text An answer's body.
 * @returns {string} What it says to a person: forges answer `message` as text or, GitLab, as a list or by field.
 */
function readWords(text) {
  try {
    const { message, error_description: described, error } = JSON.parse(text);
    const said = message ?? described ?? error ?? "";
    return (typeof said === "string" ? said : JSON.stringify(said)).slice(0, 300);
  } catch {
    return "";
  }
}

/**
 * Does something that must not be done twice: if its answer is lost, looks whether it was done before doing it again.
 * @template T
 * @param {() => Promise<T>} act
 * @param {() => Promise<T | null>} find
 * @returns {Promise<T>}
 */
export async function doOnce(act, find) {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof OfflineError)) throw error;
    return await find() ?? act();
  }
}

/**
 * What a refusal of this status stands for, or the refusal again.
 * @template T
 * @param {Promise<T>} asked
 * @param {number} status
 * @param {T} instead
 * @returns {Promise<T>}
 */
export async function unless(asked, status, instead) {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof RefusedError && error.status === status) return instead;
    throw error;
  }
}

/**
 * Questions about many things, some at a time, in their order.
 * @template T, R
 * @param {T[]} all
 * @param {number} atOnce
 * @param {(one: T) => Promise<R>} ask
 * @returns {Promise<R[]>}
 */
export async function askAll(all, atOnce, ask) {
  /** @type {R[]} */
  const answers = new Array(all.length);
  const left = all.entries();
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, async () => {
    for (const [i, one] of left) answers[i] = await ask(one);
  }));
  return answers;
}

/**
 * @template T
 * @param {T[]} all
 * @param {number} size
 * @returns {T[][]}
 */
export function inParts(all, size) {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}
