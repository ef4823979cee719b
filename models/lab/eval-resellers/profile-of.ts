import { type BrandProfile, DISTINCTIVE_CHARS_MIN } from "../../../src/resellers/domain/brand/profile.ts";
import type { Host } from "../../../src/resellers/domain/host/parse-host.ts";
import type { EvaluatedBrand } from "./brands.ts";

/** How long a name is until its letters alone make it distinctive; see `strengthOf`. */
const LONG_CHARS = 6;

/**
 * Makes a profile from nothing but a brand's names and hosts, by the rule that a brand officer would follow: a name of
 * four or five letters is distinctive where none of the popular hosts shown holds it. A popular host whose registered
 * label is exactly a name is taken for the brand's own, since country domains are too many to list.
 */
export function profileOf(
  brand: EvaluatedBrand,
  popular: readonly Host[],
  everyPopular: readonly Host[],
): BrandProfile {
  const isRare = (name: string) => !popular.some(({ labels }) => labels.some((label) => label.includes(name)));
  const own = everyPopular.filter(({ labels }) => brand.names.includes(labels.at(-1) ?? "")).map(({ ascii }) => ascii);
  return {
    id: brand.label,
    name: brand.label,
    names: brand.names.map((text) => {
      const rare = text.length >= DISTINCTIVE_CHARS_MIN && text.length < LONG_CHARS && isRare(text);
      return { text, kind: "name", strength: rare ? "distinctive" : undefined, innocent: [], ambiguousIn: [] };
    }),
    productWords: [],
    hosts: [...new Set([...brand.hosts, ...own])],
    prices: [],
    claims: [],
  };
}
