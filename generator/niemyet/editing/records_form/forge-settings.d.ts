// What a site says about its forge, and what passes between a forge's client and its line. Read by `make lint` alone.

interface ForgeSettings {
  kind: "github" | "gitlab" | "forgejo" | "gitea";
  /** Where people see it: "https://gitlab.com". */
  site: string;
  /** Where programs ask it: "https://api.github.com", "https://gitlab.com/api", "https://codeberg.org/api/v1". */
  api: string;
  repository: string;
  branch: string;
  /** The public number of the site's own entry at the forge, for signing in without a pasted token; null if it has none. */
  client: string | null;
  /** Only GitHub: the address of the relay that a province runs; null if it has none. */
  relay: string | null;
}

interface Answer {
  data: any;
  headers: Headers;
  status: number;
}

/** What is kept for this tab alone. */
interface KeptToken { api: string; access: string; refresh: string | null }
