import type { Host } from "../host/parse-host.ts";
import { latinLabel, lettersForDigits } from "../words/fold.ts";
import type { HostWordKind } from "../words/vocabulary.ts";
import type { BrandIndex } from "./brand-index.ts";
import type { Mention } from "./find-mentions.ts";
import { standInPhrases } from "./ordinary-phrase.ts";

/** A known word that stands in a host together with a brand's name. */
export type HostWord = {
  readonly text: string;
  readonly kind: HostWordKind | "product";
  readonly place: "label" | "suffix";
};

/** A word that is only part of a run of letters counts from this length on, and only at an end of the run. */
const EDGE_WORD_CHARS_MIN = 4;

/**
 * The known words around the mentions of one brand. A word of a language in which the brand's name is an everyday word
 * says nothing and is left out; beside an ordinary phrase that holds the name all of them are, the suffix's, too.
 */
export function hostWords(host: Host, mentions: readonly Mention[], index: BrandIndex): readonly HostWord[] {
  if (standInPhrases(host, mentions, index)) return [];
  const words = new Map<string, HostWord>();
  const add = (text: string, place: HostWord["place"]) => {
    const kind = kindOf(text, mentions, index);
    if (kind !== undefined) words.set(text, { text, kind, place });
  };
  // Two or three letters somewhere in a long host say nothing of its other labels.
  const onlyShort = mentions.every(({ name }) => name.strength === "short");
  for (const [labelAt, label] of host.labels.entries()) {
    if (onlyShort && !mentions.some((mention) => mention.labelAt === labelAt)) continue;
    const rest = withoutMentions(label, labelAt, mentions);
    const latin = latinLabel(rest);
    for (const reading of new Set([rest, latin, lettersForDigits(latin)])) {
      for (const run of reading.matchAll(/[\p{L}\p{M}]+/gu)) {
        for (const word of wordsOf(run[0], index)) add(word, "label");
      }
    }
  }
  for (const label of host.suffix) {
    const kind = index.vocabulary.get(label)?.kind;
    if (label.length > 2 && (kind === "retail" || kind === "claim")) add(label, "suffix");
  }
  return [...words.values()];
}

function kindOf(text: string, mentions: readonly Mention[], { vocabulary }: BrandIndex): HostWord["kind"] | undefined {
  if (mentions.some(({ brand }) => brand.productWords.has(text))) return "product";
  const known = vocabulary.get(text);
  return known === undefined || known.kind === "filler" || isEveryday(known.languages, mentions)
    ? undefined
    : known.kind;
}

function isEveryday(languages: ReadonlySet<string>, mentions: readonly Mention[]): boolean {
  if (languages.has("en") || languages.has("any")) return false;
  return mentions.every(({ name }) => [...languages].some((language) => name.ambiguousIn.has(language)));
}

/** The label with the letters of each mention blanked, so that a name is not taken for a word. */
function withoutMentions(label: string, labelAt: number, mentions: readonly Mention[]): string {
  let rest = label;
  for (const { labelAt: at, span } of mentions) {
    if (at !== labelAt || !span) continue;
    rest = rest.slice(0, span.start) + " ".repeat(span.end - span.start) + rest.slice(span.end);
  }
  return rest;
}

function wordsOf(run: string, index: BrandIndex): readonly string[] {
  if (index.vocabulary.has(run)) return [run];
  const whole = index.splitter.split(run);
  if (whole) return whole;
  const edges: string[] = [];
  const fromStart = index.splitter.endsFrom(run, 0).at(-1) ?? 0;
  if (fromStart >= EDGE_WORD_CHARS_MIN) edges.push(run.slice(0, fromStart));
  for (let start = fromStart; start <= run.length - EDGE_WORD_CHARS_MIN; start += 1) {
    if (!index.splitter.endsFrom(run, start).includes(run.length)) continue;
    edges.push(run.slice(start));
    break;
  }
  return edges;
}
