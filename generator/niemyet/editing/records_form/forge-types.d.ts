// What the form for records asks of a forge (GitHub, GitLab, Forgejo, Gitea). The room `editing/records_form/` is the form: its
// modules are served under /quan-tri/ as they are. `forge-errors.js` has the refusals; `connect` of `forges.js` gives a Forge.

interface ForgeUser { login: string; name: string }

/** A file of the branch that proposals go to: its path from the top of the repository, and the id (blob sha) of its content. */
interface ForgeFile { path: string; id: string }
interface ForgeText extends ForgeFile { text: string }

/** A file as it shall be. `text` null: remove it. `from`: the id that the change began from; null: there was no such file. */
interface ForgeChange { path: string; text: string | null; from: string | null }

/** What is sent for review. `title`: one line; `words`: the difference in plain words, Markdown without HTML. */
interface Proposal { title: string; words: string; changes: ForgeChange[] }

/** Every method may reject with OfflineError, NotAllowedError or LimitError. */
interface Forge {
  user(): Promise<ForgeUser>;
  /** The files straight in a folder of the repository ("catalogue/ha-noi/kim-lien"), none below it; [] where there is no such folder. */
  list(folder: string): Promise<ForgeFile[]>;
  /** The texts of files; one that is not there is left out. */
  read(paths: string[]): Promise<ForgeText[]>;
  /** ONE branch and ONE proposal; gives the address at which people look at it. ConflictError if a file is another one by now. */
  send(proposal: Proposal): Promise<{ address: string }>;
}
