// The forge that a site has, for the person who is signed in: `connect` first finishes a sign-in that led back here, and asks for one
// where there is none. Where a token runs out in between, it asks again and goes on.

import { NotAllowedError } from "./forge-errors.js";
import { Gitea } from "./forge-gitea.js";
import { GitHub } from "./forge-github.js";
import { GitLab } from "./forge-gitlab.js";
import { Line } from "./forge-requests.js";
import { askToSignIn } from "./sign-in-panel.js";
import { accessOf, finishSigningIn, isSignedIn } from "./signing-in.js";

const CLIENTS = { github: GitHub, gitlab: GitLab, forgejo: Gitea, gitea: Gitea };

/**
 * @param {ForgeSettings} settings
 * @returns {Promise<Forge>} OfflineError if the forge could not be reached.
 */
export async function connect(settings) {
  const refusal = await finishSigningIn(settings).then(() => "", (error) => {
    if (error instanceof NotAllowedError) return error.message;
    throw error;
  });
  if (!isSignedIn(settings)) await askToSignIn(settings, refusal);
  const forge = openForge(settings);
  /** @template T @param {() => Promise<T>} act @returns {Promise<T>} */
  const signedIn = async (act) => {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof NotAllowedError) || isSignedIn(settings)) throw error;
      await askToSignIn(settings, error.message);
      return act();
    }
  };
  return {
    user: () => signedIn(() => forge.user()),
    list: (folder) => signedIn(() => forge.list(folder)),
    read: (paths) => signedIn(() => forge.read(paths)),
    send: (proposal) => signedIn(() => forge.send(proposal)),
  };
}

/**
 * @param {ForgeSettings} settings
 * @param {(milliseconds: number) => Promise<unknown>} [wait] How to wait; tests do not.
 * @returns {Forge}
 */
export function openForge(settings, wait) {
  return new CLIENTS[settings.kind](new Line(settings.api, accessOf(settings), wait), settings);
}
