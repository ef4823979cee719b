import { foldText } from "../fold-text.ts";

/** Longer than any name on a label; what comes after it is not read. */
export const RECIPIENT_LENGTH_MAX = 100;

/** What stands before or after a name and says nothing of who bears it. */
const TITLES = new Set(
  "mr mister mrs ms miss master dr prof sir madam shri sri shree smt shrimati kumari km ku thiru er adv capt col maj herr frau monsieur madame mme mlle m senor senora sr sra sig signora jr ii iii esq".split(
    " ",
  ),
);
const NOT_NAME = /[^\p{L}\p{M}\p{N}]+/u;
const APOSTROPHES = /['\u2019]/g;

/** One thing that was done to a name, in the order in which it was done. */
export type NameStep = {
  readonly step: "letters-folded" | "title-dropped" | "words-sorted";
  readonly from: string;
  readonly to: string;
};

export type RecipientName = {
  /** One spelling of the name: its words in an order of their own. Absent where no word is left. */
  readonly key: string | undefined;
  readonly steps: readonly NameStep[];
};

/**
 * Reads the name on a parcel. Titles, the order of the words, accents and look-alike letters do not tell two people apart:
 * "Dr. Anil Sharma" is "SHARMA, Anil". An initial does, where fathers and siblings are told apart by nothing else, and so do
 * a nickname and another transliteration. Many people bear one name, so a name is only ever used together with a place.
 * @param name any text; read up to `RECIPIENT_LENGTH_MAX`
 */
export function readRecipientName(name: string): RecipientName {
  const written = name.slice(0, RECIPIENT_LENGTH_MAX);
  const folded = foldText(written).text.replace(APOSTROPHES, "");
  const steps: NameStep[] = folded === written ? [] : [{ step: "letters-folded", from: written, to: folded }];
  const words = folded.split(NOT_NAME).filter((word) => word !== "");
  const untitled = words.filter((word) => !TITLES.has(word));
  const full = untitled.length > 0 ? untitled : words;
  if (full.length < words.length) steps.push({ step: "title-dropped", from: words.join(" "), to: full.join(" ") });
  const key = [...new Set(full)].sort().join(" ");
  if (key !== full.join(" ")) steps.push({ step: "words-sorted", from: full.join(" "), to: key });
  return { key: key === "" ? undefined : key, steps };
}
