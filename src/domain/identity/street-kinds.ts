import type { AddressLexicon, WordKind } from "./address-lexicon.ts";

/** Shorter words ("row") are one typo away from too many names. */
const KIND_LENGTH_MIN = 4;
const WORD_LENGTH_MAX = 16;
const NAME_LENGTH_MIN = 3;

type StreetKinds = {
  readonly full: readonly string[];
  readonly shortened: ReadonlySet<string>;
  /** Directions, under themselves and each spelling with a letter left out. */
  readonly directions: ReadonlyMap<string, string>;
};

const cache = new WeakMap<AddressLexicon, StreetKinds>();

/** Whether a word is a kind of street with one typo: "srteet", "avenu", "crescentt". */
export function isMistypedStreetKind(word: string, lexicon: AddressLexicon): boolean {
  if (word.length < KIND_LENGTH_MIN - 1 || word.length > WORD_LENGTH_MAX) return false;
  const { shortened } = streetKinds(lexicon);
  return shortened.has(word) || withoutEachLetter(word).some((short) => shortened.has(short));
}

/** The direction that a word is with one typo: "norht", "wes". */
export function mistypedDirection(word: string, lexicon: AddressLexicon): string | undefined {
  if (word.length < KIND_LENGTH_MIN - 1 || word.length > WORD_LENGTH_MAX) return undefined;
  const { directions } = streetKinds(lexicon);
  for (const short of [word, ...withoutEachLetter(word)]) {
    const found = directions.get(short);
    if (found !== undefined) return found;
  }
  return undefined;
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
 * taken out of either.
 * @see Garbe: Symmetric Delete spelling correction, 2012
 */
function streetKinds(lexicon: AddressLexicon): StreetKinds {
  let kinds = cache.get(lexicon);
  if (kinds === undefined) {
    const full = fullWords(lexicon, "street");
    kinds = {
      full,
      shortened: new Set(full.flatMap((word) => [word, ...withoutEachLetter(word)])),
      directions: new Map(
        fullWords(lexicon, "direction").flatMap((word) =>
          [word, ...withoutEachLetter(word)].map((short) => [short, word]),
        ),
      ),
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

function withoutEachLetter(word: string): string[] {
  return Array.from(word, (_, index) => word.slice(0, index) + word.slice(index + 1));
}
