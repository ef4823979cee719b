/** Where a unit of a sale can be: what was received is free, held, sold or withdrawn. In the order of the sum and of its bar. */
export const UNIT_PLACES = ["free", "held", "sold", "withdrawn"] as const;
export type UnitPlace = (typeof UNIT_PLACES)[number];
