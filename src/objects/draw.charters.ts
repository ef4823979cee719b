import { charterOf, isSameCharter } from "../domain/draw/charter.ts";
import type { DrawStage } from "../domain/draw/draw-stage.ts";
import type { Charter } from "../domain/draw/statements.ts";
import { CHARTER_FIXED_AHEAD_MS } from "../domain/limits.ts";
import { assert } from "../domain/result.ts";
import { livePolicyHash } from "../platform/policy/live-policy-hash.ts";
import { type DrawParts, drawSecretOf } from "./draw.parts.ts";
import type { DrawState } from "./draw.state.ts";
import { publishStatement } from "./draw.statements.ts";

/** The last charter is stated a moment after what it says was fixed in the sale. */
const LAST_CHARTER_AHEAD_MS = CHARTER_FIXED_AHEAD_MS - 1000;

/** The first charter of a sale. */
export async function stateFirstCharter(parts: DrawParts): Promise<void> {
  const charter = await charterNow(parts);
  assert(charter !== undefined, "a draw is planned by its terms");
  await publishCharter(parts, charter);
}

/**
 * A sale whose terms changed before its registration opens has a charter that says so.
 * @returns when to look again
 */
export async function stateCharterAnew(parts: DrawParts): Promise<number> {
  const { state, nowMs } = parts;
  const opens = opensAtMs(state);
  const charter = await charterNow(parts);
  if (charter === undefined || (state.charter !== undefined && isSameCharter(charter, state.charter.body))) {
    const lastLook = opens - LAST_CHARTER_AHEAD_MS;
    return nowMs() < lastLook ? lastLook : opens;
  }
  await publishCharter(parts, charter);
  return nowMs();
}

/** A draw that was voided is held by a charter with a later round; receipts stay good. */
export async function stateCharterAfterVoid(
  parts: DrawParts,
  { drawAtMs, round }: { readonly drawAtMs: number; readonly round: number },
): Promise<void> {
  const before = parts.state.charter?.body;
  assert(before !== undefined, "a draw that was voided had a charter");
  const charter: Charter = {
    ...before,
    drawAt: new Date(drawAtMs).toISOString(),
    beacon: { ...before.beacon, round },
  };
  await publishCharter(parts, charter, "judging");
}

export function opensAtMs({ charter }: DrawState): number {
  return Date.parse(charter?.body.registration.opensAt ?? "");
}

async function publishCharter(parts: DrawParts, body: Charter, stage: DrawStage = "scheduled"): Promise<void> {
  const { state } = parts;
  await publishStatement(parts, {
    saleId: state.saleId,
    kind: "charter",
    body,
    next: (hash) => ({ ...state, progress: { stage, round: body.beacon.round }, charter: { hash, body } }),
  });
}

/** The charter of the sale as its terms are now; undefined where nothing is drawn any more. */
async function charterNow({ env, config, view: { sale, stock } }: DrawParts): Promise<Charter | undefined> {
  const [beacon] = config.beacons;
  assert(beacon !== undefined, "a checked configuration has a chain of beacons");
  return charterOf({
    saleId: sale.saleId,
    definition: sale.definition,
    units: stock.received - stock.withdrawn,
    drawSecret: drawSecretOf(sale),
    beacon,
    policyHash: (await livePolicyHash(env)) ?? "unknown",
  });
}
