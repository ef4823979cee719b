import type { Host } from "../host/parse-host.ts";
import { latinLabel, lettersForDigits } from "../words/fold.ts";
import type { Brand, CompiledName } from "./brand.ts";
import type { BrandIndex, NameOf } from "./brand-index.ts";
import { distinctiveIn, runCores, shapesIn, twoSlipsIn } from "./read-label.ts";
import { TYPO_KINDS } from "./typo-variants.ts";

/** How a name is written, plainest first. `script`, `digit` and `shape` are look-alikes by other letters, digits, letter pairs. */
export const MENTION_FORMS = ["exact", "script", "digit", "hyphenation", "shape", ...TYPO_KINDS, "two-slips"] as const;
export type MentionForm = (typeof MENTION_FORMS)[number];

/** A brand's name found in a host. */
export type Mention = NameOf & {
  readonly form: MentionForm;
  /** The label it stands in, from the left. */
  readonly labelAt: number;
  /** What was seen, in the letters of the host. */
  readonly seen: string;
  /** Where it stands in the label's own letters; absent where the reading moved them. */
  readonly span: { readonly start: number; readonly end: number } | undefined;
};

/**
 * Finds the names of all brands in the labels left of the public suffix. Of a brand only its plainest mentions are kept:
 * beside an outright name its look-alikes and typos would count one intention twice, and beside a look-alike of a long
 * name a short one is mostly a splinter of it.
 */
export function findMentions(host: Host, index: BrandIndex): readonly Mention[] {
  const found = host.labels.flatMap((label, labelAt) => mentionsIn(label, labelAt, index));
  if (found.length < 2) return found;
  const named = new Set<Brand>();
  const imitated = new Set<Brand>();
  for (const { brand, form, name } of found) {
    if (name.strength !== "short") (form === "exact" ? named : imitated).add(brand);
  }
  return found.filter(({ brand, form, name }) => {
    if (named.has(brand)) return form === "exact";
    return !imitated.has(brand) || name.strength !== "short";
  });
}

/** Readings other than the letters themselves find names only from this length on: two letters look like too much. */
const REREAD_NAME_CHARS_MIN = 4;
/** A shorter name that is spread over hyphens is that name only where it is made of whole parts: "red-mi", not "shred-mission". */
const SPREAD_ANYWHERE_CHARS_MIN = 6;

type Found = (form: MentionForm, of: NameOf) => void;

function mentionsIn(label: string, labelAt: number, index: BrandIndex): readonly Mention[] {
  const found: Mention[] = [];
  const latin = latinLabel(label);
  const joined = withoutHyphens(latin);
  const reread: Found = (form, of) => {
    if (of.name.text.length >= REREAD_NAME_CHARS_MIN)
      found.push({ ...of, form, labelAt, seen: label, span: undefined });
  };
  for (const { of, start, end } of distinctiveIn(label, index)) {
    found.push({ ...of, form: "exact", labelAt, seen: label.slice(start, end), span: { start, end } });
  }
  for (const { brand, name, typo, start, end } of runCores(label, index)) {
    const form: MentionForm = typo ?? "exact";
    found.push({ brand, name, form, labelAt, seen: label.slice(start, end), span: { start, end } });
  }
  if (latin !== label) {
    readAs("script", latin, index, reread);
    found.push(...shortRead(label, latin, labelAt, index));
  }
  for (const text of new Set([latin, joined])) {
    if (/\d/.test(text) && /[a-z]/.test(text)) readAs("digit", lettersForDigits(text), index, reread);
  }
  if (joined !== latin) spread(latin, joined, index, reread);
  for (const text of new Set([latin, joined, lettersForDigits(joined)])) {
    for (const of of shapesIn(text, index)) {
      // A name that stands there as it is was read above: what is left of it here is an innocent word.
      if (!joined.includes(of.name.text)) reread("shape", of);
    }
  }
  if (latin.includes(M_DRAWN)) found.push(...shortDrawn(latin, label, labelAt, index));
  for (const of of twoSlipsIn(joined, index)) reread("two-slips", of);
  return found.length < 2 ? found : plainestOfEachName(found);
}

function withoutHyphens(label: string): string {
  return /[-_]/.test(label) ? label.replace(/[-_]/g, "") : label;
}

/** Letters of a script beside Latin; accents are none. */
function hasOtherScript(label: string): boolean {
  return /(?!\p{sc=Latin})\p{L}/u.test(label);
}

/**
 * A short name found as it would be in plain letters: where a letter of another script is part of it, it is drawn; with accents alone
 * ("mí-store") it is what it would be without, as many languages write it so.
 */
function shortRead(label: string, latin: string, labelAt: number, index: BrandIndex): Mention[] {
  if (latin.length !== label.length) return [];
  const form: MentionForm = hasOtherScript(label) ? "script" : "exact";
  return runCores(latin, index).flatMap(({ brand, name, typo, start, end }) => {
    const seen = label.slice(start, end);
    const isDrawn = typo === undefined && name.text.length < REREAD_NAME_CHARS_MIN && seen !== name.text;
    return isDrawn ? [{ brand, name, form, labelAt, seen, span: { start, end } }] : [];
  });
}

/** What an `m` is drawn with. */
const M_DRAWN = "rn";

/** A short name of which an `m` is drawn with two letters: "rni-store" for "mi-store". */
function shortDrawn(latin: string, label: string, labelAt: number, index: BrandIndex): Mention[] {
  const read = latin.replaceAll(M_DRAWN, "m");
  return runCores(read, index).flatMap(({ brand, name, typo, start, end }) => {
    const before = drawnLength(latin, start);
    const seen = label.slice(before, drawnLength(latin, end));
    const isDrawn = typo === undefined && name.text.length < REREAD_NAME_CHARS_MIN && seen.includes(M_DRAWN);
    return isDrawn ? [{ brand, name, form: "shape", labelAt, seen, span: undefined }] : [];
  });
}

/** How many letters of a text make the first ones of its reading. */
function drawnLength(latin: string, letters: number): number {
  let at = 0;
  for (let read = 0; read < letters; read += 1) at += latin.startsWith(M_DRAWN, at) ? M_DRAWN.length : 1;
  return at;
}

function readAs(form: "script" | "digit", text: string, index: BrandIndex, reread: Found): void {
  for (const { of } of distinctiveIn(text, index)) reread(form, of);
  for (const { brand, name, typo } of runCores(text, index)) if (typo === undefined) reread(form, { brand, name });
}

/** Names that are spread over hyphens. */
function spread(latin: string, joined: string, index: BrandIndex, reread: Found): void {
  const edges = edgesOf(latin);
  const isWhole = ({ name }: NameOf, start: number, end: number) =>
    (name.strength !== "short" && name.text.length >= SPREAD_ANYWHERE_CHARS_MIN) ||
    (edges.has(start) && edges.has(end));
  for (const { of, start, end } of distinctiveIn(joined, index)) if (isWhole(of, start, end)) reread("hyphenation", of);
  for (const { brand, name, typo, start, end } of runCores(joined, index)) {
    if (typo === undefined && isWhole({ brand, name }, start, end)) reread("hyphenation", { brand, name });
  }
}

/** Where the parts between hyphens begin and end, counted in the text without hyphens. */
function edgesOf(latin: string): ReadonlySet<number> {
  const edges = new Set([0]);
  let at = 0;
  for (const part of latin.split(/[-_]/)) {
    at += part.length;
    edges.add(at);
  }
  return edges;
}

function plainestOfEachName(found: readonly Mention[]): readonly Mention[] {
  const byName = new Map<CompiledName, Mention>();
  const rank = ({ form }: { readonly form: MentionForm }) => MENTION_FORMS.indexOf(form);
  for (const mention of found) {
    const earlier = byName.get(mention.name);
    if (!earlier || rank(mention) < rank(earlier)) byName.set(mention.name, mention);
  }
  return [...byName.values()];
}
