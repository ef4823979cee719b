import { getDomain } from "tldts";
import { latinReading } from "../words/fold.ts";
import { type BrandName, type BrandProfile, DISTINCTIVE_CHARS_MIN, type NameStrength, strengthOf } from "./profile.ts";

/** A name with its strength settled and its innocent words ready to be asked. */
export type CompiledName = {
  readonly text: string;
  readonly kind: BrandName["kind"];
  readonly strength: NameStrength;
  readonly innocent: ReadonlySet<string>;
  readonly ambiguousIn: ReadonlySet<string>;
};

/** A brand profile in the form that detectors ask. */
export type Brand = {
  readonly profile: BrandProfile;
  readonly names: readonly CompiledName[];
  readonly productWords: ReadonlySet<string>;
  readonly ownHosts: ReadonlySet<string>;
  /** The labels that the brand registered, left of their public suffixes: `mi` of `mi.com`. */
  readonly ownLabels: ReadonlySet<string>;
};

export function compileBrand(profile: BrandProfile): Brand {
  return {
    profile,
    names: profile.names.map((name) => ({
      text: name.text,
      kind: name.kind,
      strength: strengthOf(name),
      innocent: new Set(name.innocent),
      ambiguousIn: new Set(name.ambiguousIn),
    })),
    productWords: new Set(profile.productWords),
    ownHosts: new Set(profile.hosts),
    ownLabels: new Set(profile.hosts.map((host) => (getDomain(host) ?? host).split(".", 1)[0] ?? host)),
  };
}

/** A name that is drawn with other letters, `rn` for `m`: Latin, the brand's own spelling, and more than two or three letters. */
export function isDrawable({ kind, text, strength }: CompiledName): boolean {
  return kind !== "alias" && strength !== "short" && text.length >= DISTINCTIVE_CHARS_MIN && /^[a-z]+$/.test(text);
}

/**
 * A name whose slips and look-alikes are looked for: Latin, long enough not to be one slip from everything, and the
 * brand's own spelling, since an alias is a slip already.
 */
export function isImitable(name: CompiledName): boolean {
  return (
    name.kind !== "alias" &&
    name.text.length >= 5 &&
    /^[a-z]+$/.test(name.text) &&
    latinReading(name.text) === name.text
  );
}
