import type { PostalAddress } from "../../../src/domain/checkout.ts";
import type { Random } from "../../../test/rig/shared/random.ts";
import type { Home } from "./home.ts";

/** One trick to write a home in another way. */
export type Jig = {
  readonly family: string;
  /** `cosmetic` spellings must meet under the exact key, `soft` ones under any key. */
  readonly kind: "cosmetic" | "soft";
  /** @returns undefined where the trick has nothing to work on in this home */
  readonly write: (home: Home, random: Random) => PostalAddress | undefined;
};
