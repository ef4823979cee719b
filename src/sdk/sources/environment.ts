import type { EnvironmentValue } from "../../domain/signals/client/observations.ts";
import type { Source } from "../observation.ts";

/** Whether the main pointer is a finger, and how many the screen takes. */
export const environmentSource: Source<EnvironmentValue> = () => ({
  read: () => ({
    coarsePointer: matchMedia("(pointer: coarse)").matches,
    touchPoints: navigator.maxTouchPoints,
  }),
});
