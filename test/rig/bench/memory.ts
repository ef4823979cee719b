import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { showProgress } from "../../../src/cli/shared/progress.ts";
import { table, whole } from "../../../src/cli/shared/table.ts";
import { assert } from "../../../src/domain/result.ts";
import { loadPolicy } from "../../../src/domain/rules/load-policy.ts";
import { fillSale } from "../shared/fill-sale.ts";
import { openNodeSale } from "../shared/node-sale.ts";
import { rigProgram } from "../shared/rig-program.ts";

const HEAP_MEBIBYTES_MAX = 64;
const MEBIBYTE = 1_048_576;
/** Attempts of one transaction. */
const BATCH = 8;
/** Pages and time are counted over the last so many attempts by new accounts, and over the last of all. */
const COUNTED = 4000;

export const benchMemory = rigProgram({
  name: "bench memory",
  about: `
Fills one sale with accounts and attempts by the service's own command, in batches, its memory over SQLite in this process, and tells
what it then has in the heap beside what was there before: rows that were used last, sums, filter and due holds. Every tenth
account is of a farm of twenty on one device; half of the units are paid, and the other holds end. Also counts the pages that an attempt
writes into the log of the database, and its processor time, which has rules, history and rows in it and no HTTP.`,
  numbers: {
    accounts: ["accounts of the sale", 200_000],
    attempts: ["attempts to buy", 500_000],
    units: ["units of the sale", 20_000],
  },
  runsBundle: true,
  example: "--accounts 20000 --attempts 50000",
  exits: "0 the heap stayed in its bounds, 1 it did not",
  run: ({ number }) => measure(number("accounts"), number("attempts"), number("units")),
  report: (figures: Figures) =>
    table([
      [`${whole(figures.accounts)} accounts, ${whole(figures.attempts)} attempts`, "", "at most"],
      ["heap of the sale, MiB", figures.mebibytes.toFixed(1), String(HEAP_MEBIBYTES_MAX)],
      ["the same at half of the attempts", figures.mebibytesHalfway.toFixed(1), ""],
      ["rows stored", whole(figures.rows), ""],
      ["units held and sold by then", whole(figures.taken), ""],
      ["of a new account: pages of the log", figures.first.pages.toFixed(1), ""],
      ["of a new account: processor time, ms", figures.first.processorMs.toFixed(3), ""],
      ["of one that came before: pages", figures.later.pages.toFixed(1), ""],
      ["of one that came before: processor time, ms", figures.later.processorMs.toFixed(3), ""],
    ]),
  broken: ({ mebibytes }: Figures) =>
    mebibytes > HEAP_MEBIBYTES_MAX ? [`the sale takes ${mebibytes.toFixed(1)} MiB of heap`] : [],
});

type Figures = ReturnType<typeof measure>;

function measure(accounts: number, attempts: number, units: number) {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  const mebibytesNow = () => {
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return (heapUsed + arrayBuffers) / MEBIBYTE;
  };
  const policy = loadPolicy(JSON.parse(readFileSync("dist/policy.json", "utf8")), (_, value) => value);
  assert(policy.ok, "what the build has just made can be loaded");
  const sale = openNodeSale();
  try {
    const fill = fillSale(sale, { accounts, units, policy: policy.value });
    const before = mebibytesNow();
    const half = Math.floor(attempts / 2);
    const progress = showProgress("batches", Math.ceil(attempts / BATCH));
    const [first, later] = [
      { pages: 0, processorMs: 0 },
      { pages: 0, processorMs: 0 },
    ];
    let mebibytesHalfway = 0;
    for (let from = 0; from < attempts; from += BATCH) {
      if (from <= half && half < from + BATCH) mebibytesHalfway = mebibytesNow() - before;
      const start = process.cpuUsage();
      fill(from, Math.min(attempts, from + BATCH));
      const { user, system } = process.cpuUsage(start);
      const pages = sale.takeLoggedPages();
      for (const [end, counted] of [
        [accounts, first],
        [attempts, later],
      ] as const) {
        if (from < end - COUNTED || end <= from) continue;
        counted.pages += pages / COUNTED;
        counted.processorMs += (user + system) / 1000 / COUNTED;
      }
      progress.step();
    }
    progress.end();
    const mebibytes = mebibytesNow() - before;
    const { held, sold } = sale.store.readStock();
    const taken = held + sold;
    return { accounts, attempts, mebibytes, mebibytesHalfway, rows: sale.rows(), taken, first, later };
  } finally {
    sale.close();
  }
}
