import { SIGNALS } from "../../signals/catalogue.ts";

/** The values that a text signal may take, where its unit lists them ("web, app, store"); otherwise `undefined`. */
export function valuesOf(signal: string): readonly string[] | undefined {
  const found = SIGNALS.get(signal);
  return found?.type === "string" && found.unit.includes(", ") ? found.unit.split(", ") : undefined;
}
