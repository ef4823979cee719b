import type { IdentityKeys } from "../identity.ts";

/**
 * How hard it is to bring a trait without its owner. What somebody `has` (a browser's key, a device's stored id, a payment
 * instrument, a mailbox or telephone that was confirmed) a stranger cannot bring. What people `know` of each other (where
 * somebody lives, an address of mail that nobody confirmed) anybody can type.
 */
export type Hold = "has" | "knows";

/** Something that a checkout brings and that other accounts may bring too. */
export type Trait = {
  readonly link: string;
  /** Traits of one family say the same thing twice; of a family only the strongest counts. */
  readonly family: "browser" | "payment" | "mailbox" | "telephone" | "address";
  readonly hold: Hold;
  /** Strength that the trait lends when exactly two accounts share it; 1 is enough to belong together. */
  readonly weight: number;
};

/** What a checkout says beside its keys. */
export type TraitContext = {
  readonly emailVerified: boolean;
  readonly phoneVerified: boolean;
  /** Thumbprint of the browser's non-extractable key, where it was proved. */
  readonly holderKey?: string | undefined;
};

const HAS = 1;
/** Half of what it takes: a second and different thing must be shared with it. */
const KNOWS = 0.5;
/** The exact address is worth a little more than its building or its near spellings, and still not enough alone. */
const HOME = 0.6;

/** Every trait of a checkout, in a fixed order. A kind without a key brings none. */
export function traitsOf(keys: IdentityKeys, { emailVerified, phoneVerified, holderKey }: TraitContext): Trait[] {
  const traits: Trait[] = [];
  const add = (kind: string, pseudonym: string | undefined, of: Omit<Trait, "link">) => {
    if (pseudonym !== undefined) traits.push({ ...of, link: `${kind}:${pseudonym}` });
  };
  const owned = (verified: boolean) =>
    verified ? ({ hold: "has", weight: HAS } as const) : ({ hold: "knows", weight: KNOWS } as const);
  add("browser", holderKey, { family: "browser", hold: "has", weight: HAS });
  add("device", keys.device, { family: "browser", hold: "has", weight: HAS });
  add("payment", keys.payment, { family: "payment", hold: "has", weight: HAS });
  add("email", keys.email, { family: "mailbox", ...owned(emailVerified) });
  add("phone", keys.phone, { family: "telephone", ...owned(phoneVerified) });
  add("household", keys.household, { family: "address", hold: "knows", weight: HOME });
  add("building", keys.building, { family: "address", hold: "knows", weight: KNOWS });
  for (const near of keys.near ?? []) add("near", near, { family: "address", hold: "knows", weight: KNOWS });
  return traits;
}
