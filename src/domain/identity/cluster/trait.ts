import type { IdentityKeys } from "../identity.ts";

/** Something that a checkout brings and that other accounts may bring too. */
export type Trait = {
  readonly link: string;
  /** Traits of one family say the same thing twice; of a family only the strongest counts. */
  readonly family: "browser" | "payment" | "mailbox" | "telephone" | "address";
  /** Strength that the trait lends when exactly two accounts share it; `HAD_WEIGHT` is enough to belong together. */
  readonly weight: number;
};

/** What a checkout says beside its keys. */
export type TraitContext = {
  readonly emailVerified: boolean;
  readonly phoneVerified: boolean;
  /** Thumbprint of the browser's non-extractable key, where it was proved. */
  readonly holderKey?: string | undefined;
};

/**
 * Of what a buyer has: a browser's key, a device's stored id, a payment instrument, a mailbox or telephone that was
 * confirmed. Everything lighter is what people know of each other and anybody can type: where a person lives, an address of
 * mail that was not confirmed.
 */
export const HAD_WEIGHT = 1;
/** Half of what it takes: a second and different thing must be shared with it. */
const KNOWN_WEIGHT = 0.5;
/** The exact address is worth a little more than its building, and still not enough alone. */
const HOME_WEIGHT = 0.6;

/**
 * Every trait of a checkout, in a fixed order. A kind without a key brings none. Near spellings of an address are left to the
 * rules that count them: up to four keys for each checkout would double what is kept, and say little beside the building.
 */
export function traitsOf(keys: IdentityKeys, { emailVerified, phoneVerified, holderKey }: TraitContext): Trait[] {
  const traits: Trait[] = [];
  const add = (kind: string, pseudonym: string | undefined, of: Omit<Trait, "link">) => {
    if (pseudonym !== undefined) traits.push({ ...of, link: `${kind}:${pseudonym}` });
  };
  const contactWeight = (verified: boolean) => (verified ? HAD_WEIGHT : KNOWN_WEIGHT);
  add("browser", holderKey, { family: "browser", weight: HAD_WEIGHT });
  add("device", keys.device, { family: "browser", weight: HAD_WEIGHT });
  add("payment", keys.payment, { family: "payment", weight: HAD_WEIGHT });
  add("email", keys.email, { family: "mailbox", weight: contactWeight(emailVerified) });
  add("phone", keys.phone, { family: "telephone", weight: contactWeight(phoneVerified) });
  add("household", keys.household, { family: "address", weight: HOME_WEIGHT });
  add("building", keys.building, { family: "address", weight: KNOWN_WEIGHT });
  return traits;
}
