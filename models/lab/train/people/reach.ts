import type { Random } from "../../../../test/rig/shared/random.ts";

type Place = { readonly x: number; readonly y: number };
type Report = Place & { readonly tMs: number };

/** How one person's hand moves. */
export type Hand = {
  readonly bitsPerSecond: number;
  /** Share of a way that is made in one go; a touchpad needs several. */
  readonly swipeShare: number;
  readonly tremorPx: number;
  /** Standard deviation of speed as a share of it. */
  readonly noise: number;
  /** How far to the side a way bends, as a share of its length. */
  readonly bow: number;
  /** When speed is highest, as a share of a movement's time. */
  readonly risingShare: number;
  readonly reportMs: number;
  /** How far a report's time may be off, as timers of browsers and busy machines are. */
  readonly clockMs: number;
  /** Times are whole ticks of this clock. */
  readonly tickMs: number;
};

const CORRECTIONS_MAX = 6;
const TREMOR_HZ = 9;
/** How long noise in speed lasts. */
const NOISE_MS = 45;
const STEP_MS = 4;

/** Moves a hand to a target so wide, and gives what a browser reports of it: whole pixels at its own pace, and only changes. */
export function reach({
  from,
  to,
  widthPx,
  person,
  random,
}: {
  readonly from: Place;
  readonly to: Place;
  readonly widthPx: number;
  readonly person: Hand;
  readonly random: Random;
}): Report[] {
  const { uniform, normal } = random;
  const track: Report[] = [];
  let at = from;
  let tMs = 0;
  for (
    let left = away(at, to), tries = 0;
    left > widthPx / 2 && tries < CORRECTIONS_MAX;
    left = away(at, to), tries += 1
  ) {
    // The first movement falls a little short, each later one is as wrong as the way is long.
    const share = Math.min(person.swipeShare, (tries === 0 ? 0.93 : 1) + 0.09 * normal());
    const side = left * 0.05 * normal();
    const goal = {
      x: at.x + (to.x - at.x) * share - ((to.y - at.y) / left) * side,
      y: at.y + (to.y - at.y) * share + ((to.x - at.x) / left) * side,
    };
    const difficulty = Math.log2(1 + left / widthPx);
    // Fitts' time is that of the whole way; the first movement takes most of it.
    const totalMs =
      Math.max(110, ((tries === 0 ? 750 : 500) * difficulty) / person.bitsPerSecond) * Math.exp(0.15 * normal());
    track.push(...movement({ from: at, to: goal, startMs: tMs, totalMs, person, random }));
    at = goal;
    // Corrections begin as the movement before them ends, or after a look.
    tMs += totalMs + (uniform() < 0.5 ? 0 : 30 + 120 * uniform());
  }
  return reported(track, person, random);
}

type Movement = {
  readonly from: Place;
  readonly to: Place;
  readonly startMs: number;
  readonly totalMs: number;
  readonly person: Hand;
  readonly random: Random;
};

function movement({ from, to, startMs, totalMs, person, random }: Movement): Report[] {
  const { uniform, normal } = random;
  const steps = Math.max(4, Math.round(totalMs / STEP_MS));
  const rise = 1.6 + 0.8 * uniform();
  const fall = (rise * (1 - person.risingShare)) / person.risingShare;
  let [noise, travelled] = [0, 0];
  const kept = Math.exp(-STEP_MS / NOISE_MS);
  const ways = Array.from({ length: steps }, (_, index) => {
    const share = (index + 0.5) / steps;
    noise = kept * noise + Math.sqrt(1 - kept ** 2) * normal();
    travelled += share ** rise * (1 - share) ** fall * Math.max(0.1, 1 + person.noise * noise);
    return travelled;
  });
  const length = Math.max(1, away(from, to));
  const bow = length * person.bow * normal();
  const phase = 2 * Math.PI * uniform();
  return ways.map((way, index) => {
    const share = way / travelled;
    const tMs = startMs + (index + 1) * STEP_MS;
    const tremble = person.tremorPx * Math.sin((2 * Math.PI * TREMOR_HZ * tMs) / 1_000 + phase);
    const side = bow * Math.sin(Math.PI * share) + tremble;
    return {
      tMs,
      x: from.x + (to.x - from.x) * share - ((to.y - from.y) / length) * side + 0.3 * tremble,
      y: from.y + (to.y - from.y) * share + ((to.x - from.x) / length) * side,
    };
  });
}

function reported(track: readonly Report[], { reportMs, clockMs, tickMs }: Hand, { uniform }: Random): Report[] {
  const reports: Report[] = [];
  let nextMs = uniform() * reportMs;
  for (const { tMs, x, y } of track) {
    if (tMs < nextMs) continue;
    nextMs = tMs + reportMs;
    const last = reports.at(-1);
    const stampedMs = Math.round(Math.floor((tMs + clockMs * uniform()) / tickMs) * tickMs);
    const report = { tMs: Math.max(stampedMs, last?.tMs ?? 0), x: Math.round(x), y: Math.round(y) };
    if (last === undefined || last.x !== report.x || last.y !== report.y) reports.push(report);
  }
  return reports;
}

function away(from: Place, to: Place): number {
  return Math.hypot(to.x - from.x, to.y - from.y);
}
