import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { gzipSync } from "node:zlib";
import { parseOptions, UsageError } from "../../src/cli/shared/command-line.ts";
import { showProgress } from "../../src/cli/shared/progress.ts";
import type { Program } from "../../src/cli/shared/run-program.ts";
import { table } from "../../src/cli/shared/table.ts";
import { wholeNumber } from "../../src/cli/shared/whole-number.ts";
import { SALE_ID } from "../../src/dev/composition.ts";
import { PAYMENT_METHODS, PRODUCT } from "../../src/dev/worker/shop/product.ts";
import { forEachAtOnce } from "../../test/rig/shared/for-each-at-once.ts";
import { startOwnService } from "../../test/rig/shared/own-service.ts";
import { shopClient } from "../../test/rig/shared/shop-client.ts";
import { createBrowsers, hasScreen } from "./record-bots/browsers.ts";
import type { Driver } from "./record-bots/driver.ts";
import { DRIVERS } from "./record-bots/drivers.ts";
import { recordRun } from "./record-bots/record-run.ts";
import type { Recording } from "./record-bots/recording.ts";

const SEEDS = 12;
const AT_ONCE = 4;
const OUT = ".reports/bots.ndjson.gz";
const WEEK_MS = 7 * 24 * 3600 * 1000;

const HELP = `Lets programs buy in the demo shop, in real Chromium on a service of its own, and writes what the browser SDK sent and what
the service decided: one JSON line a run, with driver, seed and versions. No content, no token and no pseudonym is kept.

Usage: npm run lab -- record-bots [options]

  --drivers <list>  names with commas (all ${DRIVERS.length}; --list shows them)
  --seeds <n>       runs of each driver (${SEEDS})
  --from <n>        the first seed (1)
  --at-once <n>     browsers at a time (${AT_ONCE})
  --out <file>      NDJSON, compressed where the name ends in .gz (${OUT})
  --list            print the drivers and what they do
  --json            print the verdicts as JSON
  --verbose         stack traces of failures
  --help            print this

Example: npm run lab -- record-bots --drivers wind,mimic --seeds 3

Headed drivers need Xvfb (Debian: apt-get install xvfb) and are left out, and named, without it. Exit codes: 0 recorded,
1 some runs failed and are missing, 2 wrong usage or no browser.
`;

export const recordBots: Program = { help: HELP, run };

async function run(args: string[]): Promise<number> {
  const values = parseOptions(args, {
    drivers: { type: "string", default: DRIVERS.map(({ name }) => name).join(",") },
    seeds: { type: "string" },
    from: { type: "string" },
    "at-once": { type: "string" },
    out: { type: "string", default: OUT },
    list: { type: "boolean" },
    json: { type: "boolean" },
  });
  if (values.list) {
    process.stdout.write(table(DRIVERS.map(({ name, browser, about }) => [name, browser, about])));
    return 0;
  }
  const drivers = chosenDrivers(values.drivers);
  const seeds = wholeNumber("seeds", values.seeds, SEEDS);
  const from = wholeNumber("from", values.from, 1);
  const runs = Array.from({ length: seeds }, (_, index) => from + index).flatMap((seed) =>
    drivers.map((driver) => ({ driver, seed })),
  );

  const { recordings, failures } = await recordAll(runs, wholeNumber("at-once", values["at-once"], AT_ONCE));
  const lines = recordings
    .toSorted((a, b) => (a.driver === b.driver ? a.seed - b.seed : a.driver < b.driver ? -1 : 1))
    .map((recording) => `${JSON.stringify(recording)}\n`)
    .join("");
  mkdirSync(dirname(values.out), { recursive: true });
  writeFileSync(values.out, values.out.endsWith(".gz") ? gzipSync(lines, { level: 9 }) : lines);
  if (values.json) process.stdout.write(`${JSON.stringify(verdictsOf(recordings))}\n`);
  else process.stdout.write(table([["driver", "runs", "not allowed"], ...verdictsOf(recordings).map(rowOf)]));
  process.stderr.write(`${recordings.length} runs written to ${values.out}\n`);
  return failures.length === 0 ? 0 : 1;
}

function chosenDrivers(list: string): Driver[] {
  const chosen = list.split(",").map((name) => {
    const driver = DRIVERS.find((one) => one.name === name);
    if (driver === undefined) throw new UsageError(`There is no driver "${name}"; --list shows them.`);
    return driver;
  });
  if (hasScreen()) return chosen;
  const left = chosen.filter(({ browser }) => browser === "headed").map(({ name }) => name);
  if (left.length > 0) process.stderr.write(`Without Xvfb these are left out: ${left.join(", ")}\n`);
  return chosen.filter(({ browser }) => browser !== "headed");
}

type Run = { readonly driver: Driver; readonly seed: number };

async function recordAll(runs: readonly Run[], atOnce: number) {
  const recordings: Recording[] = [];
  const failures: string[] = [];
  const playwright = JSON.parse(readFileSync("node_modules/playwright-core/package.json", "utf8")).version;
  const service = await startOwnService({ build: "if-missing" });
  const client = shopClient(service, atOnce);
  const browsers = createBrowsers();
  try {
    await client.putSale(SALE_ID, largeSale(runs.length));
    const progress = showProgress("runs", runs.length);
    await forEachAtOnce(runs, atOnce, async ({ driver, seed }) => {
      try {
        recordings.push(await recordRun({ service, client, browsers, playwright }, driver, seed));
      } catch (error) {
        failures.push(`${driver.name} ${seed}: ${error instanceof Error ? error.message.split("\n")[0] : error}`);
        process.stderr.write(`${failures.at(-1)}\n`);
      }
      progress.step();
    });
    progress.end();
  } finally {
    await browsers.close();
    client.close();
    await service.stop();
    await service.remove();
  }
  return { recordings, failures };
}

/** A sale like the demo's with more units than runs. */
function largeSale(runs: number) {
  return {
    title: PRODUCT.saleTitle,
    sku: PRODUCT.sku,
    mode: "flash",
    units: runs + 1,
    price: PRODUCT.price,
    opensAt: new Date(Date.now() - 60_000).toISOString(),
    closesAt: new Date(Date.now() + WEEK_MS).toISOString(),
    limits: { perAccount: 1, perDevice: 1, perHousehold: 2, perPayment: 2 },
    holdTtlSeconds: 300,
    acceptedPayments: PAYMENT_METHODS.map(({ method }) => method),
    addressLocked: true,
    clientSignals: "required",
  };
}

type Verdicts = {
  readonly driver: string;
  readonly runs: number;
  readonly verdicts: { readonly [verdict: string]: number };
};

function verdictsOf(recordings: readonly Recording[]): Verdicts[] {
  const byDriver = new Map<string, Record<string, number>>();
  for (const { driver, decision } of recordings) {
    const verdicts = byDriver.get(driver) ?? {};
    verdicts[decision.verdict] = (verdicts[decision.verdict] ?? 0) + 1;
    byDriver.set(driver, verdicts);
  }
  return [...byDriver]
    .map(([driver, verdicts]) => ({ driver, runs: Object.values(verdicts).reduce((a, b) => a + b), verdicts }))
    .sort((a, b) => (a.driver < b.driver ? -1 : 1));
}

function rowOf({ driver, runs, verdicts }: Verdicts): string[] {
  return [driver, String(runs), `${Math.round((100 * (runs - (verdicts.allow ?? 0))) / runs)} %`];
}
