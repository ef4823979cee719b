import * as z from "zod";

/** What a known word beside a brand's name says: that somebody sells, claims to be official, runs a service, or where. */
export const HOST_WORD_KINDS = ["retail", "claim", "service", "country"] as const;
export type HostWordKind = (typeof HOST_WORD_KINDS)[number];

/** `filler` words say nothing, but a name may stand beside them: "the", "my". */
export type KnownWord = { readonly kind: HostWordKind | "filler"; readonly languages: ReadonlySet<string> };

/** Scripts without spaces write whole words in one or two characters. */
const DENSE_SCRIPT = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u;

/**
 * Whether a word may be found inside a run of letters. Words of two letters are known only where they stand alone:
 * inside a run they would be found everywhere.
 */
export function standsInside(word: string): boolean {
  return word.length > 2 || DENSE_SCRIPT.test(word);
}

const word = z
  .string()
  .max(30)
  .refine(
    (text) => text.length >= 2 || DENSE_SCRIPT.test(text),
    "must have two letters, or one of a script like Chinese",
  )
  .refine((text) => text === text.normalize("NFC").toLowerCase(), "must be in lower case and NFC")
  .refine((text) => /^[\p{L}\p{M}]+$/u.test(text), "must consist of letters only");

/** Languages by code, `any` for words and codes of no language, each with its words. */
const byLanguage = z.record(z.string().regex(/^(?:[a-z]{2}|any)$/, "must be a language code or any"), z.array(word));

export const vocabularySchema = z.strictObject({
  retail: byLanguage,
  claim: byLanguage,
  service: byLanguage,
  country: byLanguage,
  filler: byLanguage,
  /** Words of ordinary phrases; files that were published before there were any have none. */
  phrase: z
    .record(z.string().regex(/^[a-z]{2}$/, "must be a language code"), z.array(z.string().regex(/^[a-z]{1,30}$/)))
    .default({}),
});

export type VocabularyFile = z.infer<typeof vocabularySchema>;
export type Vocabulary = ReadonlyMap<string, KnownWord>;

/** Words of ordinary phrases by language, in Latin letters without accents. */
export type PhraseWords = ReadonlyMap<string, ReadonlySet<string>>;

export function compilePhraseWords({ phrase }: VocabularyFile): PhraseWords {
  return new Map(Object.entries(phrase).map(([language, words]) => [language, new Set(words)]));
}

/** A word listed under several kinds has the first of them, in the order of `HOST_WORD_KINDS`; its languages add up. */
export function compileVocabulary(file: VocabularyFile): Vocabulary {
  const words = new Map<string, { kind: KnownWord["kind"]; languages: Set<string> }>();
  for (const kind of [...HOST_WORD_KINDS, "filler"] as const) {
    for (const [language, texts] of Object.entries(file[kind])) {
      for (const text of texts) {
        const known = words.get(text);
        if (known) known.languages.add(language);
        else words.set(text, { kind, languages: new Set([language]) });
      }
    }
  }
  return words;
}
