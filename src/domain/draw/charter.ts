import { canonicalJson } from "../canonical-json.ts";
import { REGISTRATION_KEPT_DAYS } from "../limits.ts";
import type { SaleDefinition } from "../terms/definition.ts";
import type { BeaconChain } from "./beacon.ts";
import { hashOf, toHex } from "./bytes.ts";
import { ownSecretOf } from "./commit.ts";
import { firstRoundAtOrAfter } from "./rounds.ts";
import { type Charter, DRAW_SPEC, EXCLUSION_CLASSES } from "./statements.ts";

/** What a charter is made from. */
export type CharterParts = {
  readonly saleId: string;
  readonly definition: SaleDefinition;
  /** Units that the sale has: received, and not withdrawn. */
  readonly units: number;
  readonly drawSecret: Uint8Array;
  readonly beacon: BeaconChain;
  readonly policyHash: string;
};

/** The charter of a sale as its terms are; undefined where nothing is drawn. */
export function charterOf(parts: CharterParts): Charter | undefined {
  const { saleId, definition, units, drawSecret, beacon, policyHash } = parts;
  const { title, sku, price, registration, limits, draw, fairWindow } = definition;
  if (registration === undefined || draw === undefined) return undefined;
  const { chain, publicKey, genesis, period } = beacon;
  return {
    spec: DRAW_SPEC,
    sale: saleId,
    title,
    sku,
    units,
    price,
    registration: { opensAt: instantOf(registration.opensAtMs), closesAt: instantOf(registration.closesAtMs) },
    limits,
    drawAt: instantOf(draw.drawAtMs),
    beacon: { chain, publicKey, genesis, period, round: firstRoundAtOrAfter(beacon, draw.drawAtMs) },
    leadSeconds: draw.leadSeconds,
    weightMax: draw.weightMax,
    turnSeconds: draw.turnSeconds,
    policyHash,
    // In the seconds of a fair window nobody could object; the checkout judges.
    excludedFor: fairWindow === undefined ? EXCLUSION_CLASSES : [],
    ...(fairWindow === undefined ? {} : { ownSecretHash: toHex(hashOf(ownSecretOf(drawSecret))) }),
    keptDays: REGISTRATION_KEPT_DAYS,
  };
}

/** Whether two charters promise the same. The policy that was live when one was stated is no promise: the commitment names its own. */
export function isSameCharter(one: Charter, other: Charter): boolean {
  const { policyHash: _, ...promised } = one;
  const { policyHash: __, ...otherPromised } = other;
  return canonicalJson(promised) === canonicalJson(otherPromised);
}

function instantOf(atMs: number): string {
  return new Date(atMs).toISOString();
}
