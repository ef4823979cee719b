import { observed } from "./observed.ts";
import type { ClientReading } from "./reading.ts";

/** With fewer keys the quantiles say more of the text than of the hand. */
const KEYS_MIN = 20;
const CELL_OFFSET_MS = 5;
const CELL_RATIO = 1.15;
/** Grids of the same cells, each moved by a third of a cell: cadences that a border parts in one lie together in another. */
const GRIDS = 3;

/**
 * How keys are held and how fast they follow, coarsely: one text for each grid, of which sessions of one program share one,
 * and two people seldom do.
 *
 * Measured on keystroke-data (A. Kuruvilla): two windows of seventy keys of different people share a cell of one grid in 0.5
 * of 100 cases, of the same person in 8; two runs of one recorded browser driver share it in 30 of 100. So a cell means
 * nothing by itself, and much where a twentieth of a sale's accounts share it.
 */
export function cadenceCells(reading: ClientReading): readonly string[] {
  const keys = observed(reading, "keys");
  if (keys === undefined || Math.min(keys.holdMs.n, keys.flightMs.n) < KEYS_MIN) return [];
  const { holdMs, flightMs } = keys;
  const places = [holdMs.p10, holdMs.p50, holdMs.p90, flightMs.p50].map(placeOf);
  return Array.from({ length: GRIDS }, (_, grid) => {
    const cells = places.map((place) => Math.floor(place + grid / GRIDS));
    return `${grid}:${cells.join(",")}`;
  });
}

/** A place on the line of cells, which grow with the time. */
function placeOf(ms: number): number {
  return Math.log(1 + ms / CELL_OFFSET_MS) / Math.log(CELL_RATIO);
}
