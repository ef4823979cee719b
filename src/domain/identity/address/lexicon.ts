import { countryHabits } from "./countries.ts";
import { EVERYWHERE, OWN_WORDS } from "./own-words.data.ts";
import { ADDRESS_WORDS } from "./words.data.ts";

/**
 * What a word does in an address. `unit`, `block`, `level`, `house`, `box`, `locker` and `area` say what the number next to them
 * counts; `side` says where on a floor; `street`, `locality` and `building` follow (or, in Romance languages, precede) a name; a
 * `feature` ("Hill", "View") ends names as often as it says what they name; `landmark` starts a remark for the postman, and
 * `passed` ends one.
 */
export const WORD_KINDS = [
  "locker",
  "box",
  "landmark",
  "passed",
  "number",
  "side",
  "direction",
  "filler",
  "block",
  "house",
  "area",
  "level",
  "unit",
  "street",
  "feature",
  "locality",
  "building",
] as const;
export type WordKind = (typeof WORD_KINDS)[number];

export type AddressWord = {
  /** The spelling that stands for all of the word's abbreviations. */
  readonly full: string;
  readonly kinds: ReadonlySet<WordKind>;
};

export type AddressLexicon = {
  readonly words: ReadonlyMap<string, AddressWord>;
  /** Endings that are written onto the name, longest first: `strasse` of "Marktstrasse", with their full spelling. */
  readonly suffixes: readonly (readonly [string, string])[];
  /** The full spellings among them. */
  readonly suffixKinds: ReadonlySet<string>;
  /** Endings that are short for others where a dot follows, longest first: `g` of "Drottningg.". */
  readonly dotted: ReadonlyMap<string, string>;
  /** "Mueller" is how "Müller" is written without umlauts. */
  readonly spellsUmlauts: boolean;
  /** A kind of street stands before its name, as in "rue de la Paix". */
  readonly kindFirst: boolean;
  /** It may stand behind it as well: "Тверская улица" is "ул. Тверская". */
  readonly kindBehind: boolean;
  /** The commonest language, ISO 639. */
  readonly language: string;
  /** English is read here: its position words ("front", "upper") are names as often. */
  readonly english: boolean;
};

const UMLAUT_LANGUAGES = new Set(["de", "da", "nb", "sv", "fi"]);
const KIND_FIRST = new Set("ca es eu fr gl id it mt pl pt ro ru th uk vi".split(" "));

const KIND_BEHIND = new Set("be bg kk ru sr uk".split(" "));

/**
 * Abbreviations that stand for two words. Readers tell them apart by the rest of the line; a key does not need to, since
 * two addresses that differ in nothing else are one.
 */
const SAME_ABBREVIATION =
  "street:street|saint|st|sainte,drive|doctor|dr,mount|mt,fort|ft,court|ct|crt,square|sq,terrace|ter,centre|center|ctr|cntr";

/** Shorter endings than three letters end names as well, but for the one of squares. */
const SQUARE = "pl";

const cache = new Map<string, AddressLexicon>();

/** The words of a country's addresses; built on first use. @param country ISO 3166-1 alpha-2, upper case */
export function addressLexicon(country: string): AddressLexicon {
  const { languages, ownWords } = countryHabits(country);
  const name = languages.join("+") + ownWords;
  let lexicon = cache.get(name);
  if (lexicon === undefined) {
    lexicon = buildLexicon(languages, ownWords);
    cache.set(name, lexicon);
  }
  return lexicon;
}

/** libpostal lists whatever English streets are called by; only these are never the name itself. */
const ENGLISH_STREETS = new Set(
  "alley avenue boulevard chowk circle circuit close court crescent drive esplanade expressway freeway highway lane marg parade parkway place road salai sarani square street terrace trail turnpike way".split(
    " ",
  ),
);

function isFeature(full: string, languages: readonly string[]): boolean {
  return languages[0] === "en" && !ENGLISH_STREETS.has(full);
}

/** What a word can mean, each with its full spelling, the first source's meaning first. */
type Meanings = Map<WordKind, string>;

function buildLexicon(languages: readonly string[], ownWords: string): AddressLexicon {
  const [first] = languages;
  const sources: WordSource[] = languages.flatMap((language) => [
    { source: OWN_WORDS[language] ?? "", own: true },
    { source: ADDRESS_WORDS[language] ?? "", own: false, foreign: first === "es" && language !== first },
  ]);
  if (languages.includes("en")) sources.unshift({ source: SAME_ABBREVIATION, own: true });
  sources.unshift({ source: EVERYWHERE, own: true });
  if (ownWords !== "") sources.unshift({ source: ownWords, own: true });
  const own = first === "en" ? [] : readGroups({ source: OWN_WORDS[first ?? ""] ?? "", own: true });
  const buildings = new Set(own.flatMap(({ kind, group }) => (kind === "building" ? group : [])));
  const meanings = new Map<string, Meanings>();
  const suffixes = new Map<string, string>();
  const dotted = new Map<string, string>();
  for (const { kind: listed, group: whole, own: isOwn, foreign } of sources.flatMap(readGroups)) {
    const [full = "", ...shorts] = whole;
    const group = foreign ? [full, ...shorts.filter((word) => word.length >= FOREIGN_LENGTH_MIN)] : whole;
    const kind = listed === "street" && isFeature(full, languages) ? "feature" : listed;
    for (const word of group) {
      // Turkish "Apt" is a house, though "apt" is a flat everywhere else.
      if (kind === "unit" && buildings.has(word)) continue;
      if (kind === "suffix") suffixes.set(word, suffixes.get(word) ?? full);
      else if (kind === "dotted") dotted.set(word, full);
      else addMeaning(meanings, word, full, kind, isOwn);
    }
  }
  const words = new Map([...meanings].map(([word, found]) => [word, settle(word, found)]));
  const longestFirst = [...suffixes]
    .filter(([word]) => word.length > 2 || word === SQUARE)
    .sort(([a], [b]) => b.length - a.length);
  return {
    words,
    suffixes: longestFirst,
    dotted: new Map([...dotted].sort(([a], [b]) => b.length - a.length)),
    suffixKinds: new Set(longestFirst.map(([, full]) => full)),
    spellsUmlauts: languages.some((language) => UMLAUT_LANGUAGES.has(language)),
    kindFirst: KIND_FIRST.has(languages[0] ?? ""),
    kindBehind: KIND_BEHIND.has(first ?? ""),
    language: first ?? "en",
    english: first === "en",
  };
}

type WordSource = { readonly source: string; readonly own: boolean; readonly foreign?: boolean };
type WordGroup = Omit<WordSource, "source"> & {
  readonly kind: WordKind | "suffix" | "dotted";
  readonly group: readonly string[];
};

function readGroups({ source, own, foreign = false }: WordSource): WordGroup[] {
  return source.split(";").flatMap((part) => {
    const colon = part.indexOf(":");
    const name = part.slice(0, colon);
    const kind = name === "suffix" || name === "dotted" ? name : WORD_KINDS.find((known) => known === name);
    const groups = part.slice(colon + 1).split(",");
    return kind === undefined ? [] : groups.map((group) => ({ kind, group: group.split("|"), own, foreign }));
  });
}

/** Of the second and further languages of a country, short forms are taken only where we list them: Basque "sol" is the sun in Spain. */
const FOREIGN_LENGTH_MIN = 4;

/** A full spelling that an earlier source abbreviates further gives way to that source's. */
function addMeaning(meanings: Map<string, Meanings>, word: string, full: string, kind: WordKind, own: boolean): void {
  const isLetter = word.length === 1 && word <= "z";
  if (isLetter && !own && !(kind === "direction" && "nsewo".includes(word))) return;
  const known = meanings.get(word);
  if (known === undefined) {
    const [fuller = full] = meanings.get(full)?.values() ?? [];
    meanings.set(word, new Map([[kind, fuller]]));
  } else if (!known.has(kind)) {
    known.set(kind, full);
  }
}

const CERTAIN = [
  "locker",
  "box",
  "landmark",
  "passed",
  "number",
  "direction",
  "side",
  "block",
  "area",
  "house",
] as const;

/** A word that is certain to be one thing is nothing else: "nr" is near, "se" a direction and not a suite. */
function settle(word: string, meanings: Meanings): AddressWord {
  for (const certain of CERTAIN) {
    const full = meanings.get(certain);
    if (full === undefined) continue;
    const kinds = new Set<WordKind>([certain]);
    if (meanings.has("side")) kinds.add("side");
    return { full, kinds };
  }
  const [full = word] = meanings.values();
  return { full, kinds: new Set(meanings.keys()) };
}
