import { showProgress } from "../../../src/cli/shared/progress.ts";
import { table, whole } from "../../../src/cli/shared/table.ts";
import { partsOf } from "../../../src/domain/draw/entries-file.ts";
import { SHARED_KINDS } from "../../../src/domain/registration/evidence.ts";
import { rigProgram } from "../shared/rig-program.ts";
import { type StepTaken, startDrawObject } from "./draw/draw-object.ts";

const FREEZE_SECONDS_MAX = 30;
const DRAW_SECONDS_MAX = 10;
/** An object's call is ended at 30 seconds of processor time. */
const STEP_SECONDS_MAX = 10;
const MEMORY_MEBIBYTES_MAX = 128;
/** Entries that are written at once before anything is measured. */
const FILLED_AT_ONCE = 50_000;

export const benchDraw = rigProgram({
  name: "bench draw",
  about: `
Freezes and draws a list in an object of workerd, by the steps and the columns of the draw's own object: who shares keys, who of a group
keeps its chances, the order of the list, seals and tree; then keys, order, line and opened seals. What the object waits for is left out:
registers, policy and storage of files. Counted is processor time of all threads of workerd, and at the end of each step what the
inspector says of heap and buffers, with what was left and is not collected yet. Linux only: processor time is read from /proc.`,
  numbers: { entries: ["entries of the list", 1_000_000], units: ["units that are drawn for", 15_000] },
  example: "--entries 100000",
  exits:
    "0 frozen, drawn, and in steps and memory that an object has, for a million entries or what was asked for, 1 not",
  run: ({ number }) => measure(number("entries"), number("units")),
  report: ({ entries, called, freezeSeconds, drawSeconds, longest, largest }: Figures) =>
    table([
      [`${whole(entries)} entries, ${whole(called)} called`, "seconds", "at most"],
      ["frozen", freezeSeconds.toFixed(1), String(FREEZE_SECONDS_MAX)],
      ["drawn", drawSeconds.toFixed(1), String(DRAW_SECONDS_MAX)],
      [`longest step: ${longest.name}`, longest.seconds.toFixed(1), String(STEP_SECONDS_MAX)],
      [
        `MiB of heap and buffers: ${largest.name}`,
        `${largest.heapMebibytes.toFixed(0)} + ${largest.bufferMebibytes.toFixed(0)}`,
        String(MEMORY_MEBIBYTES_MAX),
      ],
    ]),
  broken: ({ freezeSeconds, drawSeconds, longest, largest }: Figures) => [
    ...(freezeSeconds > FREEZE_SECONDS_MAX ? ["the list is frozen too slowly"] : []),
    ...(drawSeconds > DRAW_SECONDS_MAX ? ["the list is drawn too slowly"] : []),
    ...(longest.seconds > STEP_SECONDS_MAX ? [`${longest.name} takes too long for one step`] : []),
    ...(mebibytesOf(largest) > MEMORY_MEBIBYTES_MAX ? ["the list takes too much memory"] : []),
  ],
});

type Figures = Awaited<ReturnType<typeof measure>>;
type Named = StepTaken & { readonly name: string };

async function measure(entries: number, units: number) {
  const draw = await startDrawObject();
  try {
    for (let from = 0; from < entries; from += FILLED_AT_ONCE) {
      await draw.step("fill", { from, until: Math.min(entries, from + FILLED_AT_ONCE) });
    }
    const frozen: Named[] = [];
    const parts = partsOf(entries);
    const progress = showProgress("steps", SHARED_KINDS.length + parts + 6);
    const freeze = async (name: string, step: string, what: object = {}) => {
      frozen.push({ name, ...(await draw.step(step, { count: entries, ...what })) });
      progress.step();
    };
    for (const [kind, shared] of SHARED_KINDS.entries()) await freeze(`joining by ${shared}`, "join", { kind });
    await freeze("counting nearly the same addresses", "near");
    await freeze("reading who shares", "judge");
    await freeze("sharing, and sorting the list", "fix");
    for (let part = 0; part < parts; part += 1) await freeze("sealing a part", "seal", { part });
    await freeze("the commitment", "commit");
    const order = { name: "making the order", ...(await draw.step("order", { count: entries })) };
    progress.step();
    const opened = { name: "opening seals", ...(await draw.step("open", { count: entries, units })) };
    progress.step();
    progress.end();
    const drawn = [order, opened];
    const all = [...frozen, ...drawn];
    return {
      entries,
      called: Number(opened.answer),
      freezeSeconds: secondsOf(frozen),
      drawSeconds: secondsOf(drawn),
      longest: all.reduce((most, step) => (step.seconds > most.seconds ? step : most)),
      largest: all.reduce((most, step) => (mebibytesOf(step) > mebibytesOf(most) ? step : most)),
    };
  } finally {
    await draw.stop();
  }
}

function secondsOf(steps: readonly StepTaken[]): number {
  return steps.reduce((sum, { seconds }) => sum + seconds, 0);
}

function mebibytesOf({ heapMebibytes, bufferMebibytes }: StepTaken): number {
  return heapMebibytes + bufferMebibytes;
}
