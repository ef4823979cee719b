import type { DrawStage } from "../domain/draw/draw-stage.ts";
import { timeOfRoundMs } from "../domain/draw/rounds.ts";
import type { Charter, Commitment } from "../domain/draw/statements.ts";
import type { DrawState, Redrawing, Redrawn } from "./draw.state.ts";

/** What everybody may know of a draw, and where its files are. */
export type DrawView = {
  readonly stage: DrawStage;
  readonly statements: readonly string[];
  readonly round: number;
  /** Those whose beacons decide: of the draw, and of its redraws. */
  readonly rounds: readonly number[];
  readonly charter: { readonly hash: string; readonly body: Charter };
  readonly commitment?:
    | { readonly body: Commitment; readonly entriesKey: string; readonly tilesKey: string }
    | undefined;
  readonly openingsKey?: string | undefined;
  readonly redraws: readonly Redrawn[];
  /** A redraw that is asked for, or takes place. */
  readonly redrawing?: Redrawing | undefined;
  /** Everybody was told what became of them. */
  readonly ended: boolean;
  readonly called?: number | undefined;
  /** Of a fair window: who came after it and has a place behind the list. */
  readonly late?: number | undefined;
  /** When it goes on; absent once it is over. */
  readonly nextAtMs?: number | undefined;
};

/** @returns undefined until the charter is out */
export function drawViewOf(state: DrawState, statements: readonly string[]): DrawView | undefined {
  const { charter, commitment, calling, progress, redraws = [], redrawing, ended = false } = state;
  if (charter === undefined) return undefined;
  const isTold = progress.stage === "calling" || progress.stage === "over";
  return {
    stage: progress.stage,
    statements,
    round: progress.round,
    rounds: roundsOf(state),
    charter,
    commitment,
    openingsKey: calling?.openingsKey,
    redraws,
    redrawing,
    ended,
    called: isTold ? calling?.called : undefined,
    late: state.late?.placed,
    nextAtMs: nextAtMs(state),
  };
}

function roundsOf({ progress, redrawing, redraws = [] }: DrawState): readonly number[] {
  const next = redrawing === undefined || redrawing.phase === "asked" ? [] : [redrawing.round];
  return [progress.round, ...redraws.map(({ round }) => round), ...next];
}

/** What readers wait for. */
function nextAtMs({ progress, charter, redrawing }: DrawState): number | undefined {
  const { stage, round } = progress;
  if (charter === undefined) return undefined;
  const { registration, beacon } = charter.body;
  if (redrawing?.phase === "vacated") return timeOfRoundMs(beacon, redrawing.round);
  if (stage === "over" || stage === "void" || stage === "calling") return undefined;
  if (stage === "scheduled") return Date.parse(registration.opensAt);
  if (stage === "registering") return Date.parse(registration.closesAt);
  return timeOfRoundMs(beacon, round);
}
