import type { ClientObservations } from "./observations.ts";
import type { ClientReading } from "./reading.ts";

type OkValue<Observation> = Observation extends { readonly state: "ok"; readonly value: infer Value } ? Value : never;

/** The value of one observation where the browser could make it. */
export function observed<Name extends keyof ClientObservations>(
  reading: ClientReading,
  name: Name,
): OkValue<ClientObservations[Name]> | undefined;
export function observed(reading: ClientReading, name: keyof ClientObservations): unknown {
  if (reading.state !== "ok") return undefined;
  const observation = reading.observations[name];
  return observation?.state === "ok" ? observation.value : undefined;
}
