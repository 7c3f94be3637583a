// Signing in at a forge as a public client (OAuth 2 with PKCE), or with a pasted token. The token is kept for this tab alone
// (sessionStorage), goes into no address, and is shown to no forge but the one that it is for.

import { NotAllowedError, OfflineError } from "./forge-errors.js";
import { digestText, encodeUrl } from "./forge-texts.js";
import { say } from "./forge-words.js";

const TOKEN = "niemyet.kho";
const BEGUN = "niemyet.dang-nhap";

/** What is asked for, and no more than the form uses. */
const WAYS = {
  github: { authorize: "/login/oauth/authorize", token: "", scope: "public_repo" },
  gitlab: { authorize: "/oauth/authorize", token: "/oauth/token", scope: "api" },
  forgejo: { authorize: "/login/oauth/authorize", token: "/login/oauth/access_token", scope: "write:repository read:user" },
  gitea: { authorize: "/login/oauth/authorize", token: "/login/oauth/access_token", scope: "write:repository read:user" },
};

/**
 * @param {ForgeSettings} settings
 * @returns {boolean} Whether one signs in at the forge itself; else by a pasted token.
 */
export function signsInThere({ kind, client, relay }) {
  return client !== null && (kind !== "github" || relay !== null);
}

/**
 * @param {ForgeSettings} settings
 * @returns {KeptToken | null}
 */
function readKept({ api }) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(TOKEN) ?? "null");
    return kept?.api === api && typeof kept.access === "string" ? kept : null;
  } catch {
    return null;
  }
}

/**
 * @param {ForgeSettings} settings
 * @param {string} access
 * @param {string | null} [refresh]
 */
export function keepToken({ api }, access, refresh = null) {
  sessionStorage.setItem(TOKEN, JSON.stringify({ api, access, refresh }));
}

/** Forgets the token. */
export function signOut() {
  sessionStorage.removeItem(TOKEN);
}

/** @param {ForgeSettings} settings */
export function isSignedIn(settings) {
  return readKept(settings) !== null;
}

/**
 * What a line to the forge needs of it.
 * @param {ForgeSettings} settings
 */
export function accessOf(settings) {
  return {
    token: () => readKept(settings)?.access ?? null,
    renew: () => renewToken(settings),
    forget: signOut,
  };
}

/**
 * @param {ForgeSettings} settings
 * @returns {Promise<boolean>} Whether there is a new token.
 */
async function renewToken(settings) {
  const refresh = readKept(settings)?.refresh;
  if (!refresh || settings.client === null) return false;
  try {
    await askForToken(settings, { grant_type: "refresh_token", refresh_token: refresh });
    return true;
  } catch (error) {
    if (error instanceof NotAllowedError) return false;
    throw error;
  }
}

/** The address of the form, as it is registered at the forge. */
const ownAddress = () => location.origin + location.pathname;

/**
 * @param {ForgeSettings} settings
 * @returns {Promise<string>} The address at the forge to go to; it leads back to this page.
 */
export async function beginSigningIn(settings) {
  if (!globalThis.isSecureContext) throw new NotAllowedError(say("insecure"));
  const [state, verifier] = [newSecret(), newSecret()];
  sessionStorage.setItem(BEGUN, JSON.stringify({ state, verifier, at: location.hash }));
  const { authorize, scope } = WAYS[settings.kind];
  const order = new URLSearchParams({
    client_id: settings.client ?? "",
    redirect_uri: ownAddress(),
    response_type: "code",
    scope,
    state,
    code_challenge: encodeUrl(await digestText(verifier)),
    code_challenge_method: "S256",
  });
  return `${settings.site}${authorize}?${order}`;
}

/**
 * Takes what the forge put into the address when it led back, and cleans the address first of all.
 * @param {ForgeSettings} settings
 * @returns {Promise<void>}
 */
export async function finishSigningIn(settings) {
  const told = new URLSearchParams(location.search);
  if (!told.has("state") || !(told.has("code") || told.has("error"))) return;
  const begun = JSON.parse(sessionStorage.getItem(BEGUN) ?? "null");
  sessionStorage.removeItem(BEGUN);
  history.replaceState(null, "", location.pathname + (begun?.at ?? ""));
  if (begun?.state !== told.get("state")) throw new NotAllowedError(say("strange"));
  const code = told.get("code");
  if (code === null) throw new NotAllowedError(say("denied") + (told.get("error_description") ?? ""));
  await askForToken(settings, { grant_type: "authorization_code", code, code_verifier: begun.verifier, redirect_uri: ownAddress() });
}

/**
 * Asks the forge, or for GitHub the relay, and keeps what it gives.
 * @param {ForgeSettings} settings
 * @param {Record<string, string>} order
 */
async function askForToken(settings, order) {
  const address = settings.kind === "github" ? settings.relay ?? "" : settings.site + WAYS[settings.kind].token;
  const body = new URLSearchParams({ client_id: settings.client ?? "", ...order });
  const asked = { method: "POST", body, headers: { Accept: "application/json" }, credentials: /** @type {const} */ ("omit"), referrerPolicy: /** @type {const} */ ("no-referrer") };
  const response = await fetch(address, asked).catch(() => { throw new OfflineError(say("offline")); });
  const told = await response.json().catch(() => ({}));
  if (response.status >= 500) throw new OfflineError(say("broken"));
  if (typeof told.access_token !== "string") throw new NotAllowedError(say("denied") + (told.error_description ?? ""));
  keepToken(settings, told.access_token, told.refresh_token ?? null);
}

/** 32 bytes that nobody can guess. */
function newSecret() {
  return encodeUrl(crypto.getRandomValues(new Uint8Array(32)));
}
