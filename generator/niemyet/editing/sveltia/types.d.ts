// What the scripts of the form for articles see of Sveltia CMS. Read by `make lint` alone.

interface ArticleEntry {
  get(key: "path"): string;
  get(key: "newRecord"): boolean;
}
declare const CMS: {
  registerEventListener(listener: { name: "preSave"; handler(event: { entry: ArticleEntry }): void }): void;
};
