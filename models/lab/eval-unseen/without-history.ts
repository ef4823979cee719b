import { HISTORY_SIGNALS, PAST_SIGNALS } from "../../../src/domain/signals/catalogue.ts";
import type { Recording } from "../record-bots/recording.ts";

const REMEMBERED = new Set([...HISTORY_SIGNALS, ...PAST_SIGNALS].map(({ name }) => name));

/** A run as the first of its sale: some drivers buy to one saved address, and would be known by it. */
export function withoutHistory(recording: Recording): Recording {
  const signals = Object.entries(recording.decision.signals).filter(([name]) => !REMEMBERED.has(name));
  return { ...recording, decision: { ...recording.decision, signals: Object.fromEntries(signals) } };
}
