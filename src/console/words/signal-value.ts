import { SIGNALS } from "../../domain/signals/catalogue.ts";
import { contradictionWords } from "../../domain/signals/edge/coherence.ts";
import type { SignalValue } from "../../domain/signals/signal.ts";
import { countWords, figureWords } from "./count.ts";
import { durationWords } from "./duration.ts";

/** Its value is names with a meaning of their own. */
const NAMED = "coherence.named";
const HOUR_MS = 3_600_000;

/** The title of a signal, or its name where the catalogue no longer has it (an old record). */
export function signalTitle(name: string): string {
  return SIGNALS.get(name)?.title ?? name;
}

/** The value of a signal with its unit, as the catalogue declares it. */
export function signalValueWords(name: string, value: SignalValue): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return name === NAMED ? value.split(" ").map(contradictionWords).join("; ") : value;
  switch (SIGNALS.get(name)?.unit) {
    case "ms":
      return durationWords(value);
    case "hours":
      return durationWords(value * HOUR_MS);
    case "count":
      return countWords(value);
    default:
      return figureWords(value);
  }
}
