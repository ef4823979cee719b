import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { assert } from "../../../src/domain/result.ts";
import { observationsSchema } from "../../../src/domain/signals/client/observations.ts";
import type { Recording } from "../record-bots/recording.ts";
import type { Session } from "./session.ts";

/** Runs that `npm run lab -- record-bots` wrote: what the browser SDK sent in the demo shop. They are the project's own. */
export const RECORDINGS = "models/training/bots.ndjson.gz";

export function readRecordings(path: string): Recording[] {
  const bytes = readFileSync(path);
  const text = (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line, index) => {
      const recording: Recording = JSON.parse(line);
      const read = observationsSchema.safeParse(recording.observations);
      assert(read.success, `line ${index + 1} of ${path} holds observations`);
      return recording;
    });
}

/** The parts of each run that the model is trained on. */
export function recordedDrivers(recordings: readonly Recording[]): Session[] {
  return recordings.flatMap(({ driver, seed, observations }): Session[] => {
    const { keys, pointer, touch } = observations;
    const origin = { source: driver, run: String(seed), program: true };
    // The service leaves the cadence of on-screen keyboards unjudged, and so does training.
    const touched = touch?.state === "ok" && touch.value.taps > 0;
    return [
      ...(keys?.state === "ok" && !touched
        ? [{ part: "keys", ...origin, observed: { keys: keys.value } } as const]
        : []),
      ...(pointer?.state === "ok"
        ? [{ part: "movement", ...origin, observed: { pointer: pointer.value } } as const]
        : []),
      ...(touch?.state === "ok" ? [{ part: "touch", ...origin, observed: { touch: touch.value } } as const] : []),
    ];
  });
}
