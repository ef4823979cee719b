import { verifyBeacon } from "../../domain/draw/beacon.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { Problem } from "../../wire/problem.ts";
import type { Deps } from "../deps.ts";
import { callDraw, findDraw, forgetDraw } from "./find-draw.ts";

const REJECTED: Problem = {
  slug: "beacon-rejected",
  detail: "This is not the signature of the round that decides, or that round is not out yet.",
};

/** Takes the beacon of a draw's round from whoever has it. It is checked here first, so that nonsense never reaches the draw. */
export async function handInBeacon(
  deps: Deps,
  saleId: string,
  { round, signature }: { readonly round: number; readonly signature: string },
): Promise<Result<undefined, Problem>> {
  const draw = await findDraw(deps, saleId);
  if (!draw.ok) return draw;
  const { charter, rounds } = draw.value;
  if (!rounds.includes(round) || !verifyBeacon(charter.body.beacon, round, signature).ok) return err(REJECTED);
  const taken = await callDraw(deps, saleId, (object) => object.handIn(round, signature));
  if (!taken.ok) return taken;
  forgetDraw(saleId);
  return taken.value ? ok(undefined) : err(REJECTED);
}
