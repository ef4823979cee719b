import { assert } from "../../../../src/domain/result.ts";
import type { PointerValue } from "../../../../src/domain/signals/client/observations.ts";
import { createPointerAggregate } from "../../../../src/sdk/aggregates/pointer.ts";
import type { Random } from "../../../../test/rig/shared/random.ts";
import { pick } from "../pick.ts";
import type { Session } from "../session.ts";
import { reach } from "./reach.ts";

/** A pointing device: how much its people get done, in bits per second (ISO 9241-9), and how its movement is cut up. */
type Device = {
  readonly source: string;
  readonly bitsPerSecond: number;
  /** The share of a way that one swipe makes. */
  readonly swipeShare: number;
  readonly tremor: number;
  /** How often movement is reported, one of these, and by how much at most a report's time is off. */
  readonly reportMs: readonly number[];
  readonly clockMsMax: number;
  /** The ticks of the clock that stamps the reports, one of these. */
  readonly tickMs: readonly number[];
};

/** Once a frame, or as often as a mouse does. */
const REPORT_MS = [1_000 / 60, 1_000 / 60, 8, 1_000 / 144];
const CLOCK_MS_MAX = 6;

/**
 * Throughput of mice 3.7 to 4.9, of touchpads about 1 to 3 bits a second: Soukoreff and MacKenzie 2004, "Towards a
 * standard for pointing device evaluation". Fingers on a touchpad lift before long ways are done.
 */
const DEVICES: readonly Device[] = [
  {
    source: "simulated-mouse",
    bitsPerSecond: 4.4,
    swipeShare: 1,
    tremor: 1,
    reportMs: REPORT_MS,
    clockMsMax: CLOCK_MS_MAX,
    tickMs: [1],
  },
  {
    source: "simulated-touchpad",
    bitsPerSecond: 2.4,
    swipeShare: 0.55,
    tremor: 0.7,
    reportMs: REPORT_MS,
    clockMsMax: CLOCK_MS_MAX,
    tickMs: [1],
  },
  // A hand that trembles or is slow: half the throughput, tremor several times as large.
  {
    source: "simulated-unsteady",
    bitsPerSecond: 2,
    swipeShare: 0.8,
    tremor: 3,
    reportMs: REPORT_MS,
    clockMsMax: CLOCK_MS_MAX,
    tickMs: [1],
  },
  // A mouse whose movement comes over a network or out of a virtual machine: fewer reports, each late by its own time, and
  // clocks that tick 64 times a second.
  {
    source: "simulated-remote",
    bitsPerSecond: 3.8,
    swipeShare: 1,
    tremor: 1,
    reportMs: [8, 1_000 / 60, 1_000 / 30],
    clockMsMax: 12,
    tickMs: [1, 1_000 / 64],
  },
];

const TARGETS_MIN = 4;
const TARGETS_MAX = 12;
const WAY_PX_MEDIAN = 230;
const SCREEN_PX = { x: 1_400, y: 850 };
/**
 * People who point at the fields of a checkout, simulated from published laws of movement, because no recording of people
 * in a checkout may be trained on: time by Fitts' law, one main movement that falls short and corrections (Meyer et al.
 * 1988), speed that rises faster than it falls (Plamondon 1995), noise in proportion to speed (Harris and Wolpert 1998)
 * and tremor of 8 to 12 Hz.
 */
export function simulatedPointers(countEach: number, random: Random): Session[] {
  return DEVICES.flatMap((device) =>
    Array.from({ length: countEach }, (_, run): Session[] => {
      const pointer = pointedBy(device, random).read();
      return pointer === undefined
        ? []
        : [{ part: "movement", source: device.source, run: String(run), program: false, observed: { pointer } }];
    }).flat(),
  );
}

/** One of them, with any of the devices. */
export function simulatedPointer(random: Random): PointerValue {
  const pointer = pointedBy(pick(DEVICES, random), random).read();
  assert(pointer !== undefined, "a simulated hand moves");
  return pointer;
}

function pointedBy(device: Device, random: Random) {
  const { uniform, normal } = random;
  const pointer = createPointerAggregate();
  const person = {
    bitsPerSecond: device.bitsPerSecond * Math.exp(0.22 * normal()),
    swipeShare: device.swipeShare,
    tremorPx: device.tremor * 0.35 * Math.exp(0.4 * normal()),
    noise: 0.12 * Math.exp(0.4 * normal()),
    bow: 0.03 * Math.exp(0.5 * normal()),
    risingShare: 0.3 + 0.15 * uniform(),
    clockMs: device.clockMsMax * uniform(),
    reportMs: pick(device.reportMs, random),
    tickMs: pick(device.tickMs, random),
  };
  const targets = TARGETS_MIN + Math.floor(uniform() * (TARGETS_MAX - TARGETS_MIN));
  let at = { x: SCREEN_PX.x * uniform(), y: SCREEN_PX.y * uniform() };
  let tMs = 0;
  for (let target = 0; target < targets; target += 1) {
    const way = { px: WAY_PX_MEDIAN * Math.exp(0.7 * normal()), angle: 2 * Math.PI * uniform() };
    const to = {
      x: inside(at.x + way.px * Math.cos(way.angle), SCREEN_PX.x),
      y: inside(at.y + way.px * Math.sin(way.angle), SCREEN_PX.y),
    };
    for (const event of reach({ from: at, to, widthPx: 20 + 60 * uniform(), person, random })) {
      pointer.move(tMs + event.tMs, event.x, event.y);
      at = event;
      way.px = event.tMs;
    }
    tMs += way.px + 60 + 200 * uniform();
    // Not every way ends with a click: people follow with the pointer what they read.
    if (uniform() < 0.6) {
      pointer.press({ tMs, x: at.x, y: at.y });
      tMs += 60 + 80 * uniform();
      pointer.release(tMs);
    }
    tMs += 150 + 3_000 * uniform();
  }
  return pointer;
}

/** Ways that would leave the screen turn back at its edge. */
function inside(place: number, size: number): number {
  const turned = Math.abs(place) % (2 * size);
  return turned > size ? 2 * size - turned : turned;
}
