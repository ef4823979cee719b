import type { RequestFacts, Signal } from "../signal.ts";
import type { DispatchValue, PointerValue } from "./observations.ts";
import { observed } from "./observed.ts";
import type { ClientReading } from "./reading.ts";

/** Of fewer moves a share says nothing. */
const MOVES_MIN = 12;

/**
 * How the browser dispatched what a mouse did. A browser that lacks a word for one of them, as Firefox and Safari lack raw updates, leaves
 * it absent. Several are shared with assistive technology, which moves no mouse and clicks in the middle: a sign, and no proof.
 */
export const DISPATCH: readonly Signal<RequestFacts>[] = [
  {
    name: "pointer.coalesced_per_move",
    title:
      "Positions that one move of the mouse stands for: one where a program sends the moves, more where a mouse is quicker than a screen",
    type: "number",
    unit: "ratio",
    privacy: "behaviour",
    derive: ({ client }) => {
      const moved = dispatchOf(client);
      return moved?.dispatch.coalesced === undefined ? undefined : moved.dispatch.coalesced / moved.pointer.moves;
    },
  },
  {
    name: "pointer.raw_per_move",
    title:
      "Positions that the device reported for each move of the mouse: none where a script in the page makes the moves",
    type: "number",
    unit: "ratio",
    privacy: "behaviour",
    derive: ({ client }) => {
      const raw = dispatchOf(client)?.dispatch.raw;
      return raw === undefined || raw.moves < MOVES_MIN ? undefined : raw.updates / raw.moves;
    },
  },
  {
    name: "pointer.still_move_ratio",
    title: "Share of moves to another place of which the browser says that the mouse did not move",
    type: "number",
    unit: "ratio",
    privacy: "behaviour",
    derive: ({ client }) => {
      const moved = dispatchOf(client);
      return moved === undefined ? undefined : moved.dispatch.still / moved.pointer.moves;
    },
  },
  {
    name: "pointer.untrusted_count",
    title: "Moves and clicks of the mouse made by a script in the page",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    derive: ({ client }) => observed(client, "pointer")?.dispatch?.untrusted,
  },
  {
    name: "pointer.centre_jumps",
    title: "Clicks on the exact centre of what was clicked to which the mouse did not move, the first one too",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    derive: ({ client }) => observed(client, "pointer")?.dispatch?.centreJumps,
  },
];

function dispatchOf(
  client: ClientReading,
): { readonly pointer: PointerValue; readonly dispatch: DispatchValue } | undefined {
  const pointer = observed(client, "pointer");
  return pointer?.dispatch === undefined || pointer.moves < MOVES_MIN
    ? undefined
    : { pointer, dispatch: pointer.dispatch };
}
