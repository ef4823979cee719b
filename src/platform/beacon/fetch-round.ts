import * as z from "zod";
import { type BeaconChain, verifyBeacon } from "../../domain/draw/beacon.ts";
import { describeError, log } from "../log.ts";

/** A relay that says nothing for so long is passed over. */
const PATIENCE_MS = 3000;
/** An answer has some 300 bytes. */
const ANSWER_CHARS_MAX = 4096;

const answer = z.object({ round: z.int().positive(), signature: z.string() });

/**
 * Asks relays for the beacon of a round, one after another, until one has it. A relay is not believed: what it says is checked
 * against the chain's key, so that a bad one costs time and nothing else.
 * @param relays addresses without a slash at the end
 * @returns the signature in hexadecimal; undefined where no relay has it yet
 */
export async function fetchRound(
  chain: BeaconChain,
  relays: readonly string[],
  round: number,
): Promise<string | undefined> {
  for (const relay of relays) {
    try {
      const response = await fetch(`${relay}/${chain.chain}/public/${round}`, {
        redirect: "manual",
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if (!response.ok) continue;
      const text = await response.text();
      const read = text.length > ANSWER_CHARS_MAX ? undefined : answer.safeParse(JSON.parse(text)).data;
      if (read?.round === round && verifyBeacon(chain, round, read.signature).ok) return read.signature;
      log("beacon-relay-wrong", { relay, round });
    } catch (error) {
      log("beacon-relay-failed", { relay, round, detail: describeError(error) });
    }
  }
  return undefined;
}
