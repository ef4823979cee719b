import type { Host } from "../host/parse-host.ts";
import { latinReading, lettersForDigits } from "../words/fold.ts";
import type { Brand, CompiledName } from "./brand.ts";
import type { BrandIndex, NameOf } from "./brand-index.ts";
import { distinctiveIn, runCores, shapesIn } from "./read-label.ts";
import { TYPO_KINDS } from "./typo-variants.ts";

/** How a name is written, plainest first. `script`, `digit` and `shape` are look-alikes by other letters, digits, letter pairs. */
export const MENTION_FORMS = ["exact", "script", "digit", "hyphenation", "shape", ...TYPO_KINDS] as const;
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

function mentionsIn(label: string, labelAt: number, index: BrandIndex): readonly Mention[] {
  const found: Mention[] = [];
  const latin = /^[a-z0-9_-]+$/.test(label) ? label : latinReading(label);
  const joined = /[-_]/.test(latin) ? latin.replace(/[-_]/g, "") : latin;
  const reread = (form: MentionForm, of: NameOf) => {
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
  if (latin !== label) readAs("script", latin, index, reread);
  if (/\d/.test(latin) && /[a-z]/.test(latin)) readAs("digit", lettersForDigits(latin), index, reread);
  if (joined !== latin) readAs("hyphenation", joined, index, reread);
  for (const of of shapesIn(latin, index)) {
    // A name that stands there as it is was read above: what is left of it here is an innocent word.
    if (!joined.includes(of.name.text)) reread("shape", of);
  }
  return found.length < 2 ? found : plainestOfEachName(found);
}

function readAs(
  form: "script" | "digit" | "hyphenation",
  text: string,
  index: BrandIndex,
  reread: (form: MentionForm, of: NameOf) => void,
): void {
  for (const { of } of distinctiveIn(text, index)) reread(form, of);
  for (const { brand, name, typo } of runCores(text, index)) if (typo === undefined) reread(form, { brand, name });
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
