// What the comparison gives Eleventy: one paginated JavaScript template, nothing watched, nothing in collections.
import { readFileSync, readdirSync } from "node:fs";

const readRecords = (path) => JSON.parse(readFileSync(`records/${path}`, "utf8"));

export default function (config) {
  config.setQuietMode(true);
  config.setUseGitIgnore(false);
  config.setFreezeReservedData(false);
  config.addGlobalData("postings", () =>
    readdirSync("records/communes").sort().flatMap((file) => {
      const commune = readRecords(`communes/${file}`);
      return commune.postings.map((posting) => ({ commune, posting }));
    }),
  );
  return { dir: { input: "pages", output: "site" } };
}
