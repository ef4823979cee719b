import type { Config } from "../../config.ts";
import { OWN_SPACES, pseudonymsFor } from "../../domain/identity/pseudonym.ts";
import { assert } from "../../domain/result.ts";
import type { VisitTokenClaims } from "../../domain/tokens/visit-token.ts";
import { blockOf, networkKeys } from "../../platform/callers/network-address.ts";

/** What a visit is bound to besides its sale and its key. */
export type VisitParty = { readonly deviceId?: string | undefined; readonly address?: string | undefined };
export type VisitBindings = Pick<VisitTokenClaims, "device" | "ip" | "block">;

/**
 * Keyed hashes of what a visit is bound to, so that a token tells nobody what they were. The same function makes them when
 * the visit begins and when a checkout brings it back.
 * @param earlier bindings to compare with, whose pepper is used again even if a newer one has come since
 */
export function visitBindings({ peppers }: Config, party: VisitParty, earlier: VisitBindings = {}): VisitBindings {
  const epoch = (earlier.device ?? earlier.ip)?.split(".")[0];
  const pepper = peppers.find((known) => known.epoch === epoch) ?? peppers[0];
  assert(pepper !== undefined, "a checked configuration has a pepper");
  const hash = pseudonymsFor(OWN_SPACES.visits, pepper);
  return {
    ...(party.deviceId === undefined ? {} : { device: hash("device", party.deviceId) }),
    ...(party.address === undefined
      ? {}
      : { ip: hash("ip", networkKeys(party.address).caller), block: hash("ip", blockOf(party.address)) }),
  };
}
