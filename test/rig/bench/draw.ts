import { randomBytes } from "node:crypto";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { table, whole } from "../../../src/cli/shared/table.ts";
import { hashOf } from "../../../src/domain/draw/bytes.ts";
import { commitmentTo } from "../../../src/domain/draw/commit.ts";
import { DrawOrder } from "../../../src/domain/draw/draw-order.ts";
import { freezePart, PART_ENTRIES, partsOf } from "../../../src/domain/draw/entries-file.ts";
import { Groups, SHARED_KEY_BYTES, sharersByAnyKey } from "../../../src/domain/draw/groups.ts";
import { shareWithinGroups } from "../../../src/domain/draw/keep.ts";
import { openingLines } from "../../../src/domain/draw/openings-file.ts";
import { type Population, sortPopulation, statusAt } from "../../../src/domain/draw/population.ts";
import { drawSeed } from "../../../src/domain/draw/seed.ts";
import { walkDown } from "../../../src/domain/draw/walk.ts";
import { NEAR_KEYS_MAX } from "../../../src/domain/identity/address/near-keys.ts";
import { rigProgram } from "../shared/rig-program.ts";

const SALE_ID = "mi3-second";
const FREEZE_SECONDS_MAX = 30;
const DRAW_SECONDS_MAX = 10;
/** An object's call is ended at 30 seconds of processor time. */
const PART_SECONDS_MAX = 10;
const MEMORY_MEBIBYTES_MAX = 128;
const MEBIBYTE = 1_048_576;
/** Of these kinds of key an entry may share one with another: household, device, payer. */
const KINDS = 3;
/** Every so many-th entry has the key of the one before it. */
const SHARES_EVERY = 8;

export const benchDraw = rigProgram({
  name: "bench draw",
  about: `
Freezes and draws a list as the object of a draw does, in the same parts, in this process: groups by shared keys, who of a group keeps
its chances, the order of the list, seals and tree; then keys, order, line and opened seals. Counted is processor time of one
core, which other programs on the machine hardly change, and the memory of columns and heap at the end of each part, with what
the part left to the collector.`,
  numbers: { entries: ["entries of the list", 1_000_000], units: ["units that are drawn for", 15_000] },
  example: "--entries 100000",
  exits:
    "0 frozen, drawn, and in parts and memory that an object has, for a million entries or what was asked for, 1 not",
  run: ({ number }) => measure(number("entries"), number("units")),
  report: ({ entries, freezeSeconds, drawSeconds, longest, largest, called }: Figures) =>
    table([
      [`${whole(entries)} entries, ${whole(called)} called`, "seconds", "at most"],
      ["frozen", freezeSeconds.toFixed(1), String(FREEZE_SECONDS_MAX)],
      ["drawn", drawSeconds.toFixed(1), String(DRAW_SECONDS_MAX)],
      [`longest part: ${longest.name}`, longest.seconds.toFixed(1), String(PART_SECONDS_MAX)],
      [`memory, MiB: ${largest.name}`, largest.mebibytes.toFixed(0), String(MEMORY_MEBIBYTES_MAX)],
    ]),
  broken: ({ freezeSeconds, drawSeconds, longest, largest }: Figures) => [
    ...(freezeSeconds > FREEZE_SECONDS_MAX ? ["the list is frozen too slowly"] : []),
    ...(drawSeconds > DRAW_SECONDS_MAX ? ["the list is drawn too slowly"] : []),
    ...(longest.seconds > PART_SECONDS_MAX ? [`${longest.name} takes too long for one part`] : []),
    ...(largest.mebibytes > MEMORY_MEBIBYTES_MAX ? ["the list takes too much memory"] : []),
  ],
});

type Figures = ReturnType<typeof measure>;

/** Processor time of parts, and the memory at the end of each. */
class Clock {
  readonly #collect: () => void;
  seconds = 0;
  longest = { name: "", seconds: 0 };
  largest = { name: "", mebibytes: 0 };

  constructor() {
    setFlagsFromString("--expose-gc");
    this.#collect = runInNewContext("gc");
  }

  time<T>(name: string, part: () => T): T {
    this.#collect();
    const before = process.cpuUsage();
    const value = part();
    const { user, system } = process.cpuUsage(before);
    const seconds = (user + system) / 1_000_000;
    this.seconds += seconds;
    if (seconds > this.longest.seconds) this.longest = { name, seconds };
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    const mebibytes = (heapUsed + arrayBuffers) / MEBIBYTE;
    if (mebibytes > this.largest.mebibytes) this.largest = { name, mebibytes };
    return value;
  }
}

function measure(count: number, units: number) {
  const clock = new Clock();
  const drawSecret = randomBytes(32);
  const charterHash = hashOf("charter");
  const unjudged = randomPopulation(count);
  const groups = new Groups(count);
  for (let kind = 0; kind < KINDS; kind += 1) {
    const keys = randomKeys(count);
    clock.time("joining by one kind of key", () => groups.joinByKey(keys));
  }
  countNear(clock, count);
  const statuses = clock.time("sharing within groups", () =>
    shareWithinGroups(unjudged, {
      groups: groups.roots(),
      excluded: new Uint8Array(count),
      perHousehold: 1,
      charterHash,
    }),
  );
  const population = { ...unjudged, statuses };
  clock.time("sorting the entries", () => sortPopulation(population));
  const tiles: Uint8Array[] = [];
  for (let part = 0; part < partsOf(count); part += 1) {
    tiles.push(
      ...clock.time("sealing a part", () => freezePart(population, part, { drawSecret, saleId: SALE_ID }).tiles),
    );
  }
  const { root } = clock.time("the commitment", () =>
    commitmentTo(population, {
      charterHash,
      drawSecret,
      tiles,
      exclusions: new Map(),
      withdrawn: 0,
      policyHash: "",
      modelVersion: "",
      round: 1,
      frozenAtMs: 0,
    }),
  );
  const freezeSeconds = clock.seconds;
  const seed = drawSeed(hashOf("beacon"), { saleId: SALE_ID, round: 1, root: Buffer.from(root, "hex"), charterHash });
  const keys = new DrawOrder(population, seed);
  for (let from = 0; from < count; from += PART_ENTRIES) {
    clock.time("making keys", () => keys.makeKeys(from, from + PART_ENTRIES));
  }
  const order = clock.time("putting keys in order", () => keys.order());
  const mayBeCalled = (index: number) => statusAt(population, index) === "eligible";
  const { called, passed } = clock.time("walking", () => walkDown(order, { from: 0, wanted: units, mayBeCalled }));
  clock.time("opening seals", () => openingLines(population, drawSecret, order.subarray(0, passed)));
  const { longest, largest } = clock;
  const drawSeconds = clock.seconds - freezeSeconds;
  return { entries: count, called: called.length, freezeSeconds, drawSeconds, longest, largest };
}

/** In a function of its own, so that the keys are gone afterwards. */
function countNear(clock: Clock, count: number): void {
  const keys = new Float64Array(count * NEAR_KEYS_MAX);
  for (let at = 0; at < keys.length; at += 1) keys[at] = Math.ceil(Math.random() * Number.MAX_SAFE_INTEGER);
  clock.time("counting nearly the same addresses", () => sharersByAnyKey(keys, NEAR_KEYS_MAX));
}

/** Mostly of weight one, as people are; a third of them lost before. */
function randomPopulation(count: number): Population {
  const weights = new Uint8Array(count).map((_, index) => (index % 3 === 0 ? 2 : 1));
  return { count, entries: new Uint8Array(randomBytes(32 * count)), weights };
}

function randomKeys(count: number): Uint8Array {
  const keys = new Uint8Array(randomBytes(SHARED_KEY_BYTES * count));
  for (let index = SHARES_EVERY; index < count; index += SHARES_EVERY) {
    keys.copyWithin(index * SHARED_KEY_BYTES, (index - 1) * SHARED_KEY_BYTES, index * SHARED_KEY_BYTES);
  }
  return keys;
}
