import { brandName } from "./brand-name.ts";
import type { Detector } from "./detector.ts";
import { hostInside } from "./host-inside.ts";
import { lookAlike } from "./look-alike.ts";
import { officialClaim } from "./official-claim.ts";
import { padding } from "./padding.ts";
import { pathAbuse } from "./path-abuse.ts";
import { price } from "./price.ts";
import { sharedContact } from "./shared-contact.ts";
import { shopWords } from "./shop-words.ts";
import { stockClaim } from "./stock-claim.ts";
import { suffixSwap } from "./suffix-swap.ts";
import { typo } from "./typo.ts";

const ALL = [
  brandName,
  typo,
  lookAlike,
  shopWords,
  suffixSwap,
  hostInside,
  pathAbuse,
  padding,
  price,
  officialClaim,
  stockClaim,
  sharedContact,
] as const;

export type DetectorId = (typeof ALL)[number]["id"];

/** Every detector, in the order in which evidence is shown. Nothing outside this list produces evidence. */
export const DETECTORS: readonly Detector<DetectorId, string>[] = ALL;
