import type { AddressLexicon, WordKind } from "./lexicon.ts";

/** Shorter words ("row") are one typo away from too many names. */
const KIND_LENGTH_MIN = 4;
const WORD_LENGTH_MAX = 16;
const NAME_LENGTH_MIN = 3;
/** A unit's word is looked for where a number follows, and yet a shorter one is too near to names. */
const UNIT_LENGTH_MIN = 5;
/** Two words that meet when each loses a letter may be two typos apart: of short ones, "Mawr" and "Marg" are. */
const LONG_LENGTH_MIN = 5;
const LONGEST_SUFFIX = "strasse";

/** Full words, under themselves and each spelling with a letter left out. */
type Shortened = {
  readonly spellings: ReadonlyMap<string, readonly string[]>;
  /** Of all of them: many words are none of them by their length alone. */
  readonly lengths: ReadonlySet<number>;
};

type StreetKinds = {
  readonly full: readonly string[];
  readonly streets: Shortened;
  readonly directions: Shortened;
  readonly units: Shortened;
};

const cache = new WeakMap<AddressLexicon, StreetKinds>();

/**
 * Whether a word is a kind of street with one typo: "srteet", "avenu", "crescentt"; a long one may have two.
 */
export function isMistypedStreetKind(word: string, lexicon: AddressLexicon): boolean {
  return mistyped(word, streetKinds(lexicon).streets, word.length >= LONG_LENGTH_MIN) !== undefined;
}

/** The direction that a word is with one typo: "norht", "wes". */
export function mistypedDirection(word: string, lexicon: AddressLexicon): string | undefined {
  return mistyped(word, streetKinds(lexicon).directions);
}

/** Whether a word before a number is a unit's with one typo: "Whonung 7", "Aparment 4B". */
export function isMistypedUnit(word: string, lexicon: AddressLexicon): boolean {
  return word.length >= UNIT_LENGTH_MIN && mistyped(word, streetKinds(lexicon).units) !== undefined;
}

const STRASSE: Shortened = shortened([LONGEST_SUFFIX]);

/** Whether it is "strasse" with one typo, in a language that writes the kind of a street onto its name. */
export function isMistypedSuffix(word: string, { suffixKinds }: AddressLexicon): boolean {
  return suffixKinds.has(LONGEST_SUFFIX) && word.charCodeAt(0) === 115 && mistyped(word, STRASSE) !== undefined;
}

/** The name of "andrewsstreet", written without its space; undefined where no kind of street ends the word. */
export function nameBeforeStreetKind(word: string, lexicon: AddressLexicon): string | undefined {
  if (word.length > 2 * WORD_LENGTH_MAX) return undefined;
  const kind = streetKinds(lexicon).full.find(
    (full) => word.endsWith(full) && word.length >= full.length + NAME_LENGTH_MIN,
  );
  return kind === undefined ? undefined : word.slice(0, -kind.length);
}

/**
 * Two words are one typo apart (a letter more, less, other, or two letters swapped) only if they meet when a letter is
 * taken out of either; those that meet so are compared.
 * @see Garbe: Symmetric Delete spelling correction, 2012
 */
function mistyped(word: string, { spellings, lengths }: Shortened, allowsTwo = false): string | undefined {
  const { length } = word;
  if (length < KIND_LENGTH_MIN - 1 || length > WORD_LENGTH_MAX) return undefined;
  if (!lengths.has(length) && !lengths.has(length - 1)) return undefined;
  for (const full of spellings.get(word) ?? []) if (allowsTwo || isOneTypoApart(word, full)) return full;
  for (let index = 0; index < word.length; index++) {
    for (const full of spellings.get(word.slice(0, index) + word.slice(index + 1)) ?? []) {
      if (allowsTwo || isOneTypoApart(word, full)) return full;
    }
  }
  return undefined;
}

function isOneTypoApart(a: string, b: string): boolean {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  let start = 0;
  while (start < short.length && long.charCodeAt(start) === short.charCodeAt(start)) start += 1;
  if (start === long.length) return true;
  if (long.length > short.length) return long.slice(start + 1) === short.slice(start);
  if (long.slice(start + 1) === short.slice(start + 1)) return true;
  const areSwapped = long.charAt(start) === short.charAt(start + 1) && long.charAt(start + 1) === short.charAt(start);
  return areSwapped && long.slice(start + 2) === short.slice(start + 2);
}

function streetKinds(lexicon: AddressLexicon): StreetKinds {
  let kinds = cache.get(lexicon);
  if (kinds === undefined) {
    const full = fullWords(lexicon, "street");
    kinds = {
      full,
      streets: shortened(full),
      directions: shortened(fullWords(lexicon, "direction")),
      units: shortened(fullWords(lexicon, "unit").filter((word) => word.length >= UNIT_LENGTH_MIN)),
    };
    cache.set(lexicon, kinds);
  }
  return kinds;
}

function fullWords(lexicon: AddressLexicon, kind: WordKind): string[] {
  return [...lexicon.words]
    .filter(([word, { full, kinds }]) => word === full && word.length >= KIND_LENGTH_MIN && kinds.has(kind))
    .map(([word]) => word);
}

function shortened(words: readonly string[]): Shortened {
  const found = new Map<string, string[]>();
  for (const word of words) {
    for (const short of [word, ...Array.from(word, (_, index) => word.slice(0, index) + word.slice(index + 1))]) {
      const known = found.get(short);
      if (known === undefined) found.set(short, [word]);
      else if (!known.includes(word)) known.push(word);
    }
  }
  return { spellings: found, lengths: new Set([...found.keys()].map(({ length }) => length)) };
}
