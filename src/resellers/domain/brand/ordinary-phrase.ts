import type { Host } from "../host/parse-host.ts";
import { latinLabel } from "../words/fold.ts";
import type { BrandIndex } from "./brand-index.ts";
import type { Mention } from "./find-mentions.ts";

/** A longer word makes a phrase with a name by itself; an article or a preposition beside a name may speak of the brand. */
const TELLING_CHARS_MIN = 4;

/**
 * Whether every mention is an everyday word in an ordinary phrase of its label: "mi-amor", "un-poco-di-sale". All other words between
 * the hyphens are of one language in which the name is such a word. One that sells in another language ("sale", which is salt) is one of
 * them only away from the name and beside two that sell in none.
 */
export function standInPhrases(host: Host, mentions: readonly Mention[], index: BrandIndex): boolean {
  return mentions.length > 0 && mentions.every((mention) => standsInPhrase(host, mention, index));
}

function standsInPhrase(host: Host, { form, name, brand, labelAt }: Mention, index: BrandIndex): boolean {
  if (form !== "exact" || name.strength !== "short") return false;
  const parts = latinLabel(host.labels[labelAt] ?? "").split(/[-_]/);
  if (!parts.includes(name.text)) return false;
  const isOfTrade = (part: string) => {
    const kind = index.vocabulary.get(part)?.kind;
    return brand.productWords.has(part) || kind === "retail" || kind === "claim" || kind === "service";
  };
  const others = parts.filter((part) => part !== name.text);
  // "es" is a word of Spanish, and where a shop says that it sells.
  const isOfCountry = (part: string) => index.vocabulary.get(part)?.kind === "country" || index.phraseWords.has(part);
  const plain = others.filter((part) => !isOfTrade(part) && !isOfCountry(part));
  const isPhrase = plain.length > 1 || plain.some(({ length }) => length >= TELLING_CHARS_MIN);
  if (!isPhrase || (plain.length < 2 && others.some(isOfTrade))) return false;
  const isBesideName = (at: number) => parts[at - 1] === name.text || parts[at + 1] === name.text;
  if (parts.some((part, at) => isOfTrade(part) && isBesideName(at))) return false;
  return [...name.ambiguousIn].some((language) => {
    const words = index.phraseWords.get(language);
    return words !== undefined && others.every((part) => words.has(part));
  });
}
