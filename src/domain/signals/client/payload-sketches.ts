import type { Spread } from "./observations.ts";
import { observed } from "./observed.ts";
import type { ClientReading } from "./reading.ts";

/** Figures that differ by less than this count as equal, so that a copy that trembles a little is still one. */
const CELL_RATIO = 1.05;
/** With fewer presses or moves two people may have the same few figures. */
const PRESSES_MIN = 12;
const MOVES_MIN = 30;

/**
 * Short texts of all figures of a payload, rounded, a text for each source: equal for payloads that were made from one
 * template. Of a hand a dozen figures never come out alike, whatever one of them does.
 *
 * @returns at most three texts, none where there is too little to be distinctive
 */
export function payloadSketches(reading: ClientReading): readonly string[] {
  return [keysSketch(reading), pointerSketch(reading), touchSketch(reading)].filter((each) => each !== undefined);
}

function keysSketch(reading: ClientReading): string | undefined {
  const keys = observed(reading, "keys");
  if (keys === undefined || keys.count < PRESSES_MIN) return undefined;
  const { count, shifted, rollovers, corrections, holdMs, flightMs } = keys;
  return textOf("keys", [count, shifted, rollovers, corrections, ...figuresOf(holdMs), ...figuresOf(flightMs)]);
}

function pointerSketch(reading: ClientReading): string | undefined {
  const pointer = observed(reading, "pointer");
  if (pointer === undefined || pointer.moves < MOVES_MIN) return undefined;
  const { moves, pathPx, directPx, clicks, stepMs, speed } = pointer;
  return textOf("pointer", [moves, pathPx, directPx, clicks, ...figuresOf(stepMs), ...figuresOf(speed)]);
}

function touchSketch(reading: ClientReading): string | undefined {
  const touch = observed(reading, "touch");
  // Of a finger that only came and went there are six figures, and among a few hundred phones four have the same.
  if (touch?.contact === undefined || Math.min(touch.taps, touch.contact.driftPx.n) < PRESSES_MIN) return undefined;
  const { taps, moves, pressMs, contact } = touch;
  const felt = [contact.sizePx, contact.pressure, contact.driftPx];
  return textOf("touch", [taps, moves, ...[pressMs, ...felt].flatMap(figuresOf)]);
}

function figuresOf({ n, p10, p50, p90 }: Spread): readonly number[] {
  return [n, p10, p50, p90];
}

function textOf(source: string, figures: readonly number[]): string {
  const cells = figures.map((figure) => Math.round(Math.log(1 + figure) / Math.log(CELL_RATIO)));
  return `${source}:${cells.join(",")}`;
}
