import { observedSignals } from "./observed-signals.ts";
import { FEATURES_BY_PART } from "./plan.ts";
import type { Session } from "./session.ts";

/**
 * Features of a session; those of the session's own part only.
 * @returns values in the order of the names, `undefined` where not observed
 */
export function rowOf({ part, observed }: Session, signalNames: readonly string[]): (number | undefined)[] {
  const signals = observedSignals(
    Object.fromEntries(Object.entries(observed).map(([name, value]) => [name, { state: "ok", value }])),
  );
  return signalNames.map((name) => {
    const value = FEATURES_BY_PART[part].includes(name) ? signals[name] : undefined;
    return typeof value === "number" ? value : undefined;
  });
}
