/** How hard a sale is pressed, in rising order. Each level that is asked for something is declared in the policy. */
export const PRESSURE_LEVELS = ["calm", "busy", "besieged"] as const;
export type PressureLevel = (typeof PRESSURE_LEVELS)[number];

export function rankOf(level: PressureLevel): number {
  return PRESSURE_LEVELS.indexOf(level);
}

/** The level below; of the lowest, itself. */
export function levelBelow(level: PressureLevel): PressureLevel {
  return PRESSURE_LEVELS[rankOf(level) - 1] ?? "calm";
}
