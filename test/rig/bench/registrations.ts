import { showProgress } from "../../../src/cli/shared/progress.ts";
import { table, whole } from "../../../src/cli/shared/table.ts";
import { wholeNumber } from "../../../src/cli/shared/whole-number.ts";
import { buyerCheckout } from "../shared/buyer.ts";
import { separateCores } from "../shared/cores.ts";
import { measureThroughput, type Throughput } from "../shared/measure.ts";
import { readObjectRows } from "../shared/object-rows.ts";
import { registeringSale } from "../shared/registering-sale.ts";
import { rigProgram } from "../shared/rig-program.ts";
import { startContenders, type Trial } from "./against-floor/contenders.ts";
import { medianOf } from "./against-floor/median.ts";

const SHARDS = [1, 4, 16];
const RATIO_MIN = 0.8;

type Plan = {
  readonly rounds: number;
  readonly seconds: number;
  readonly callers: number;
  readonly syncDelayMs: number;
};

/** Of one number of shards: the median over the rounds. */
type Row = { readonly shards: number; readonly service: Throughput; readonly floor: Throughput };

type Figures = {
  readonly rows: readonly Row[];
  readonly rowBytes: number;
  readonly syncMs: number;
  readonly separateCores: boolean;
};

export const benchRegistrations = rigProgram({
  name: "bench registrations",
  about: `
Measures registrations for a draw against a floor: a Worker that parses the same JSON, makes one object call that writes one row of
equal bytes in a transaction of its own, and signs one token. Both in turns, for sales of ${SHARDS.join(", ")} registers in one process, which has
one core: more registers must cost it nothing more. Each registration is another buyer's.

The floor waits for a sync of the disk at each call, a register at each batch: --sync-ms shows both on a slower disk. Linux only:
processor time is read from /proc.`,
  numbers: {
    rounds: ["turns of each", 3],
    seconds: ["of each measurement", 4],
    callers: ["callers of the closed loop", 64],
  },
  texts: { "sync-ms": ["<n>", "add so many milliseconds to each sync of the disk, by strace"] },
  runsBundle: true,
  example: "--sync-ms 1",
  exits: `0 as many as ${RATIO_MIN} of the floor, 1 fewer`,
  run({ number, text }) {
    const syncMs = text("sync-ms");
    const syncDelayMs = syncMs === undefined ? 0 : wholeNumber("sync-ms", syncMs, 1);
    return measure({ rounds: number("rounds"), seconds: number("seconds"), callers: number("callers"), syncDelayMs });
  },
  report: ({ rows, rowBytes, syncMs, separateCores: separate }: Figures) =>
    [
      `One row of ${whole(rowBytes)} bytes each. A sync of the disk takes ${syncMs.toFixed(2)} ms.\n`,
      separate ? "" : "Service and generator shared their cores: read the ratios only.\n",
      table([
        ["registers", "a second", "floor", "ratio", "processor time of one, ms", "floor", "ratio"],
        ...rows.map(({ shards, service, floor }) => [
          whole(shards),
          whole(service.perSecond),
          whole(floor.perSecond),
          (service.perSecond / floor.perSecond).toFixed(2),
          service.processorMs.toFixed(2),
          floor.processorMs.toFixed(2),
          (service.processorMs / floor.processorMs).toFixed(2),
        ]),
      ]),
    ].join(""),
  broken: ({ rows }: Figures) =>
    rows
      .filter(({ service, floor }) => service.perSecond < RATIO_MIN * floor.perSecond)
      .map(({ shards }) => `${whole(shards)} registers take fewer than ${RATIO_MIN} of the floor`),
});

async function measure(plan: Plan): Promise<Figures> {
  const progress = showProgress("measurements", SHARDS.length * plan.rounds * 2);
  const figures: (Omit<Figures, "rows"> & { readonly row: Row })[] = [];
  for (const shards of SHARDS) figures.push(await measureShards(shards, plan, progress.step));
  progress.end();
  const [first] = figures;
  if (first === undefined) throw new Error("Nothing was measured.");
  const { row: _, ...rest } = first;
  return { ...rest, rows: figures.map(({ row }) => row) };
}

async function measureShards(shards: number, plan: Plan, measured: () => void) {
  const { service, floor, rowBytes, syncMs, stop } = await startContenders(registrationTrial(shards), plan.syncDelayMs);
  try {
    const separate = await separateCores([...service.processIds, ...floor.processIds]);
    const rounds = { service: [] as Throughput[], floor: [] as Throughput[] };
    const both = ["service", "floor"] as const;
    const contenders = { service, floor };
    // The first calls compile code and fill caches; no figure holds them.
    for (const name of both) await measureThroughput(contenders[name], { ...plan, seconds: 1 });
    for (let round = 0; round < plan.rounds; round += 1) {
      for (const name of round % 2 === 0 ? both : both.toReversed()) {
        rounds[name].push(await measureThroughput(contenders[name], plan));
        measured();
      }
    }
    const row: Row = { shards, service: medianThroughput(rounds.service), floor: medianThroughput(rounds.floor) };
    return { row, rowBytes, syncMs, separateCores: separate };
  } finally {
    await stop();
  }
}

function medianThroughput(rounds: readonly Throughput[]): Throughput {
  return {
    perSecond: medianOf(rounds.map(({ perSecond }) => perSecond)),
    processorMs: medianOf(rounds.map(({ processorMs }) => processorMs)),
  };
}

/** Registrations for one draw, each another buyer's. */
function registrationTrial(shards: number): Trial {
  const saleId = "bench";
  const bytes = ["registration_id", "account", "entry", "kid", "signature", "call", "evidence", "charter"]
    .map((column) => `COALESCE(LENGTH(${column}), 0)`)
    .join(" + ");
  return {
    saleId,
    sale: registeringSale(shards),
    send: async (shop, n) => {
      const { status, text } = await shop.register(saleId, JSON.stringify(buyerCheckout(n)));
      if (status === 503) return false;
      if (status !== 200) throw new Error(`A registration was answered ${status}: ${text}`);
      return true;
    },
    rowBytes: (stateFolder) => {
      const query = `SELECT SUM(${bytes}) AS bytes, COUNT(*) AS count FROM registration`;
      const rows = readObjectRows(stateFolder, { table: "registration", query });
      const sum = (name: string) => rows.reduce((total, row) => total + Number(row[name]), 0);
      return Math.round(sum("bytes") / sum("count"));
    },
  };
}
