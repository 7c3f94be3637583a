// The search data with what everything is called in English, for who asks in it on a page in Vietnamese. Pure.

const MARGIN = 0.08; // so much surer answers in both languages are to be

/** @type {(asides: CurrentData["asides"], other: CurrentData["asides"]) => CurrentData["asides"]} */
const join = (asides, other) => ({
  around: [...asides.around, ...other.around], filler: [...asides.filler, ...other.filler], weak: [...asides.weak, ...other.weak],
  office: [...asides.office, ...other.office], news: [...asides.news, ...other.news], law: [...asides.law, ...other.law],
});

/** @type {(data: SearchData, english: EnglishData) => SearchData} */
export const withEnglish = (data, english) => ({
  ...data,
  procedures: data.procedures.map((one) => ({ ...one, aliases: [...one.aliases, ...(english.procedures[one.code] ?? [])] })),
  elsewhere: data.elsewhere.map((one) => ({ ...one, aliases: [...one.aliases, ...(english.elsewhere[one.id] ?? [])] })),
  pages: data.pages.map((one) => ({ ...one, words: [...one.words, ...(english.pages[one.address] ?? [])] })),
  synonyms: data.synonyms.map((words, i) => [...words, ...(english.synonyms[i] ?? [])]),
  asides: join(data.asides, english.asides),
});

/**
 * Answers in Vietnamese, or where they are less sure and words are of no Vietnamese text, those in both languages.
 * @type {(vietnamese: SearchAnswer[], both: SearchAnswer[]) => SearchAnswer[]}
 */
export const choose = (vietnamese, both) => ((both[0]?.points ?? 0) > (vietnamese[0]?.points ?? 0) + MARGIN ? both : vietnamese);
