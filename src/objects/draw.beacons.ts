import { verifyBeacon } from "../domain/draw/beacon.ts";
import { toHex } from "../domain/draw/bytes.ts";
import { ownSecretOf } from "../domain/draw/commit.ts";
import { timeOfRoundMs } from "../domain/draw/rounds.ts";
import { fetchRound } from "../platform/beacon/fetch-round.ts";
import { type DrawParts, drawSecretOf } from "./draw.parts.ts";
import type { DrawState, Randomness } from "./draw.state.ts";
import { publishStatement } from "./draw.statements.ts";

/** The round whose beacon decides next; undefined where none is waited for. */
export function awaitedRound({ progress, redrawing }: DrawState): number | undefined {
  if (redrawing?.phase === "vacated") return redrawing.round;
  return progress.stage === "committed" ? progress.round : undefined;
}

/** Asks the relays of the chain for the round that decides next, once it is out. */
export async function fetchAwaited({
  state,
  config,
  nowMs,
}: Pick<DrawParts, "state" | "config" | "nowMs">): Promise<
  { readonly round: number; readonly signature: string } | undefined
> {
  const chain = state.charter?.body.beacon;
  const round = awaitedRound(state);
  if (chain === undefined || round === undefined || nowMs() < timeOfRoundMs(chain, round)) return undefined;
  const known = config.beacons.find((each) => each.chain === chain.chain);
  const signature = await fetchRound(chain, known?.addresses ?? [], round);
  return signature === undefined ? undefined : { round, signature };
}

/** What becomes of a beacon that is handed in: it decides now, it did before, or it is not what is waited for. */
export function judgeBeacon(
  state: DrawState,
  { round, signature }: { readonly round: number; readonly signature: string },
  nowMs: number,
): "decides" | "taken" | "refused" {
  if (state.charter === undefined) return "refused";
  const { beacon } = state.charter.body;
  const isGenuine = () => verifyBeacon(beacon, round, signature).ok;
  // A beacon that was taken is the only genuine one of its round.
  if (wasTaken(state, round)) return isGenuine() ? "taken" : "refused";
  const isAwaited = awaitedRound(state) === round && nowMs >= timeOfRoundMs(beacon, round);
  return isAwaited && isGenuine() ? "decides" : "refused";
}

/** States the randomness of a draw: its order follows. */
export async function takeBeacon(parts: DrawParts, beacon: Randomness): Promise<void> {
  const { state } = parts;
  await publishStatement(parts, {
    saleId: state.saleId,
    kind: "beacon",
    body: beacon,
    next: () => ({
      ...state,
      beacon,
      progress: { ...state.progress, stage: "drawn" },
      telling: { phase: "order" },
    }),
  });
}

/** The secret of a fair window whose beacon does not come. */
export async function takeOwnSecret(parts: DrawParts): Promise<void> {
  const { state, view } = parts;
  await takeBeacon(parts, { round: state.progress.round, ownSecret: toHex(ownSecretOf(drawSecretOf(view.sale))) });
}

function wasTaken({ beacon, redrawing, redraws = [] }: DrawState, round: number): boolean {
  const isRedrawn = redraws.some((each) => each.round === round);
  const isDrawing = redrawing?.phase === "drawn" && redrawing.round === round;
  return isRedrawn || isDrawing || (beacon !== undefined && "signature" in beacon && beacon.round === round);
}
