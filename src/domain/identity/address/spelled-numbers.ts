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
