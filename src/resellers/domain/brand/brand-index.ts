import { shapeOf } from "../words/fold.ts";
import { Trie } from "../words/trie.ts";
import { type PhraseWords, standsInside, type Vocabulary } from "../words/vocabulary.ts";
import { type Brand, type CompiledName, isDrawable, isImitable } from "./brand.ts";
import { type TypoKind, typoVariants } from "./typo-variants.ts";

export type NameOf = { readonly brand: Brand; readonly name: CompiledName };
export type CoreMatch = NameOf & { readonly typo: TypoKind | undefined };

/** Distinctive names are looked up by their first letters at every place of a text; all of them have more. */
export const HEAD_CHARS = 3;

/** From this length on a name with two slips in it is that name to a reader. */
export const TWO_SLIPS_CHARS_MIN = 12;

/** All brands, laid out so that the cost of reading a host does not grow with their number. */
export type BrandIndex = {
  readonly brands: readonly Brand[];
  readonly vocabulary: Vocabulary;
  readonly phraseWords: PhraseWords;
  /** Known words, product words and longer names: what may stand beside a name in one run of letters. */
  readonly splitter: Trie;
  readonly distinctiveByHead: ReadonlyMap<string, readonly NameOf[]>;
  readonly shapesByHead: ReadonlyMap<string, readonly (NameOf & { readonly shape: string })[]>;
  /** Names and their typos, by the text that is left when known words are taken off both ends of a run of letters. */
  readonly cores: ReadonlyMap<string, readonly CoreMatch[]>;
  /** Names that are still themselves with two slips in them. */
  readonly longNames: readonly NameOf[];
  /** Characters of the longest core: a longer text between known words is no name. */
  readonly coreCharsMax: number;
  readonly ownHosts: ReadonlyMap<string, Brand>;
};

type Words = Pick<BrandIndex, "vocabulary" | "phraseWords">;

export function buildBrandIndex(brands: readonly Brand[], { vocabulary, phraseWords }: Words): BrandIndex {
  const distinctiveByHead = new Map<string, NameOf[]>();
  const shapesByHead = new Map<string, (NameOf & { shape: string })[]>();
  const cores = new Map<string, CoreMatch[]>();
  const ownHosts = new Map<string, Brand>();
  const splitWords = new Set<string>();
  for (const [word, { kind }] of vocabulary) if (standsInside(word) || kind === "filler") splitWords.add(word);
  for (const brand of brands) {
    for (const word of brand.productWords) if (standsInside(word)) splitWords.add(word);
    for (const host of brand.ownHosts) ownHosts.set(host, brand);
    for (const name of brand.names) {
      add(cores, name.text, { brand, name, typo: undefined });
      if (name.strength !== "short") splitWords.add(name.text);
      if (name.strength === "distinctive") {
        add(distinctiveByHead, name.text.slice(0, HEAD_CHARS), { brand, name });
      }
      if (isDrawable(name)) {
        const shape = shapeOf(name.text).text;
        add(shapesByHead, shape.slice(0, HEAD_CHARS), { brand, name, shape });
      }
    }
  }
  for (const brand of brands) {
    for (const name of brand.names.filter(isImitable)) {
      for (const [text, typo] of typoVariants(name.text)) {
        if (!name.innocent.has(text) && !splitWords.has(text)) add(cores, text, { brand, name, typo });
      }
    }
  }
  const coreCharsMax = [...cores.keys()].reduce((most, { length }) => Math.max(most, length), 0);
  const splitter = new Trie(splitWords);
  const longNames = brands.flatMap((brand) =>
    brand.names
      .filter((name) => isImitable(name) && name.text.length >= TWO_SLIPS_CHARS_MIN)
      .map((name) => ({ brand, name })),
  );
  return {
    brands,
    longNames,
    vocabulary,
    phraseWords,
    splitter,
    distinctiveByHead,
    shapesByHead,
    cores,
    coreCharsMax,
    ownHosts,
  };
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
