import { createKeysAggregate } from "../../../src/sdk/aggregates/keys.ts";
import type { Session } from "./session.ts";

/** One key: how long it is held, how long after its press the next key is pressed, and whether it takes something back. */
export type KeyTiming = { readonly holdMs: number; readonly flightMs: number; readonly correction: boolean };

/** Puts timings through the SDK's aggregate. A list of none or one, so that sources can be flattened. */
export function keysSession({
  source,
  run,
  program,
  timings,
}: {
  readonly source: string;
  readonly run: string;
  readonly program: boolean;
  readonly timings: readonly KeyTiming[];
}): Session[] {
  const aggregate = createKeysAggregate();
  const events: { readonly tMs: number; readonly id: string; readonly down: boolean; readonly correction: boolean }[] =
    [];
  let tMs = 0;
  for (const [index, { holdMs, flightMs, correction }] of timings.entries()) {
    const id = String(index);
    events.push({ tMs, id, down: true, correction }, { tMs: tMs + holdMs, id, down: false, correction });
    tMs += flightMs;
  }
  for (const event of events.toSorted((a, b) => a.tMs - b.tMs)) {
    const { tMs: atMs, id, correction } = event;
    if (event.down) aggregate.press({ tMs: atMs, id, trusted: true, correction });
    else aggregate.release(atMs, id);
  }
  const keys = aggregate.read();
  return keys === undefined ? [] : [{ part: "keys", source, run, program, observed: { keys } }];
}
