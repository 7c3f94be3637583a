// The forge that a site has, for the person who is signed in: `connect` first finishes a sign-in that led back here, and asks for one
// where there is none.

import { Gitea } from "./forge-gitea.js";
import { GitHub } from "./forge-github.js";
import { GitLab } from "./forge-gitlab.js";
import { Line } from "./forge-requests.js";
import { askToSignIn } from "./sign-in-panel.js";
import { accessOf, finishSigningIn, isSignedIn } from "./signing-in.js";

const CLIENTS = { github: GitHub, gitlab: GitLab, forgejo: Gitea, gitea: Gitea };

/**
 * @param {ForgeSettings} settings
 * @returns {Promise<Forge>} NotAllowedError or OfflineError if signing in came to nothing.
 */
export async function connect(settings) {
  await finishSigningIn(settings);
  if (!isSignedIn(settings)) await askToSignIn(settings);
  return openForge(settings);
}

/**
 * @param {ForgeSettings} settings
 * @param {(milliseconds: number) => Promise<unknown>} [wait] How to wait; tests do not.
 * @returns {Forge}
 */
export function openForge(settings, wait) {
  return new CLIENTS[settings.kind](new Line(settings.api, accessOf(settings), wait), settings);
}
