export type SpelledNumber = { readonly digits: string; readonly ordinal: boolean };

const CARDINALS = "one two three four five six seven eight nine ten eleven twelve".split(" ");
const ORDINALS =
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(
    " ",
  );

/** English numbers that street and house names spell out, with their digits. */
export const SPELLED_NUMBERS: ReadonlyMap<string, SpelledNumber> = new Map<string, SpelledNumber>([
  ...CARDINALS.map((word, index): [string, SpelledNumber] => [word, { digits: String(index + 1), ordinal: false }]),
  ...ORDINALS.map((word, index): [string, SpelledNumber] => [word, { digits: String(index + 1), ordinal: true }]),
]);

/** By language: the ordinals that names of streets begin with, in their forms, as `foldText` leaves them. */
const NAME_ORDINALS: { readonly [language: string]: string } = {
  nl: "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende",
  ru: "первая|первыи|первое вторая|второи|второе третья|третии|третье четвертая|четвертыи пятая|пятыи шестая|шестои седьмая|седьмои восьмая|восьмои девятая|девятыи десятая|десятыи",
  uk: "перша|першии друга|другии третя|третіи четверта|четвертии пята|пятии шоста|шостии сьома|сьомии восьма|восьмии девята|девятии десята|десятии",
};

const nameOrdinals = new Map(
  Object.entries(NAME_ORDINALS).map(([language, words]) => [
    language,
    new Map(
      words.split(" ").flatMap((forms, index) => forms.split("|").map((form) => [form, String(index + 1)] as const)),
    ),
  ]),
);

/** The number that a street's name begins with: "Eerste Oosterparkstraat", "Первая Тверская". @param languages ISO 639 */
export function spelledOrdinal(word: string, languages: readonly string[]): SpelledNumber | undefined {
  for (const language of languages) {
    const digits = nameOrdinals.get(language)?.get(word);
    if (digits !== undefined) return { digits, ordinal: true };
  }
  return undefined;
}
