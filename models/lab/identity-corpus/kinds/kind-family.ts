import type { PostalAddress } from "../../../../src/domain/checkout.ts";

/** Two spellings of one door, or two doors that look alike, of one kind. */
export type KindFamily = {
  readonly family: string;
  /**
   * `exact` pairs are one household, `near` ones meet by the exact or a near key, `soft` ones by any; `apart` ones share no exact key,
   * `twins` no key but the building's.
   */
  readonly must: "exact" | "near" | "soft" | "apart" | "twins";
  readonly pairs: readonly KindPair[];
};

export type KindPair = { readonly a: PostalAddress; readonly b: PostalAddress };

/** What two addresses have in common, and how each differs from it. */
type Written = string | Partial<PostalAddress>;

const NAME = "Anil Sharma";

/** Pairs at one place: text is the lines, parted by " / ". */
export function at(
  country: string,
  postalCode: string,
  city: string,
  ...pairs: readonly (readonly [Written, Written])[]
): KindPair[] {
  const write = (written: Written): PostalAddress => {
    const common = { name: NAME, lines: [], country, city, ...(postalCode === "" ? {} : { postalCode }) };
    return typeof written === "string" ? { ...common, lines: written.split(" / ") } : { ...common, ...written };
  };
  return pairs.map(([a, b]) => ({ a: write(a), b: write(b) }));
}

/** The lines of one address with other fields beside them. */
export function withFields(lines: string, fields: Partial<PostalAddress>): Partial<PostalAddress> {
  return { lines: lines.split(" / "), ...fields };
}

/** One address under two names. */
export function two(lines: string): [Partial<PostalAddress>, Partial<PostalAddress>] {
  return [withFields(lines, { name: NAME }), withFields(lines, { name: "Ritu Verma" })];
}

/** One address beside each of its other spellings, or of its neighbours. */
export function each(lines: string, ...others: readonly string[]): [string, string][] {
  return others.map((other) => [lines, other]);
}

/** One address under its own postal code and under each of others; `undefined` leaves it out. */
export function coded(lines: string, ...codes: readonly (string | undefined)[]): [string, Partial<PostalAddress>][] {
  return codes.map((postalCode) => [lines, withFields(lines, { postalCode })]);
}
