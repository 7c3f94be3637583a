// The form speaks Vietnamese unless somebody has chosen another language in its settings.
const PREFERENCES = "sveltia-cms.prefs";
try {
  const kept = JSON.parse(localStorage.getItem(PREFERENCES) || "{}");
  if (!kept.locale) localStorage.setItem(PREFERENCES, JSON.stringify({ ...kept, locale: "vi" }));
} catch {
  // Without storage it follows the browser's language.
}
