import { createKeysAggregate } from "../../sdk/aggregates/keys.ts";
import type { Session } from "./session.ts";

/** One key: how long it is held, and how long after its press the next key is pressed. */
export type KeyTiming = { readonly holdMs: number; readonly flightMs: number };

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
  const events: { readonly tMs: number; readonly id: string; readonly down: boolean }[] = [];
  let tMs = 0;
  for (const [index, { holdMs, flightMs }] of timings.entries()) {
    const id = String(index);
    events.push({ tMs, id, down: true }, { tMs: tMs + holdMs, id, down: false });
    tMs += flightMs;
  }
  for (const event of events.toSorted((a, b) => a.tMs - b.tMs)) {
    if (event.down) aggregate.press({ tMs: event.tMs, id: event.id, trusted: true, correction: false });
    else aggregate.release(event.tMs, event.id);
  }
  const keys = aggregate.read();
  return keys === undefined ? [] : [{ part: "keys", source, run, program, observed: { keys } }];
}
