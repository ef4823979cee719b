import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { showProgress } from "../../src/cli/shared/progress.ts";
import { table, whole } from "../../src/cli/shared/table.ts";
import { localSettings } from "../../src/dev/local-settings.ts";
import { PROOF_OF_WORK } from "../../src/domain/challenge/proof-of-work.ts";
import { workOfChallenge } from "../../src/domain/ids.ts";
import { SALE_UNITS_MAX } from "../../src/domain/limits.ts";
import { beginVisit, type CheckoutAnswer, checkOutForged, type Forged } from "./price-of-entry/forger.ts";
import { settleByWork } from "./price-of-entry/settle-by-work.ts";
import { startBareService } from "./shared/bare-worker.ts";
import { createSale } from "./shared/create-sale.ts";
import { type HttpClient, httpClient } from "./shared/http-client.ts";
import { pause } from "./shared/pause.ts";
import { rigProgram } from "./shared/rig-program.ts";
import { type ShopClient, shopClient } from "./shared/shop-client.ts";

/** A forger waits as long as its payload says that the page was open. */
const READS_MS = 32_000;
const ACCOUNTS = 1000;
const PRICE_GOAL = 1000;
/** What an hour of one core costs at the cheap end of rented machines: the one figure here that is not measured. */
const DOLLARS_PER_CORE_HOUR = 0.038;
/** More accounts than this come to the pressed sale, for each unit, before one is timed. */
const COME_PER_UNIT = 3;

export const priceOfEntry = rigProgram({
  name: "price-of-entry",
  about: `
What it costs somebody who read our code to bring a thousand accounts to a unit each, without a browser: in a sale that nothing presses,
and while one is besieged. Every part is measured on the deployed Worker: keys, forged signals and calls by processor time of this
process, and the work of challenges by OpenSSL.`,
  numbers: {
    accounts: ["forged accounts in the calm sale", 100],
    units: ["units of the pressed sale", 100],
    settled: ["challenges that are settled by work, of each level", 4],
  },
  runsBundle: true,
  example: "--settled 2",
  exits: `0 a besieged sale costs ${whole(PRICE_GOAL)} times as much as a calm one at least, 1 less`,
  run: ({ number }) => measure({ accounts: number("accounts"), units: number("units"), settled: number("settled") }),
  report: reportOf,
  broken: ({ levels, calm }) =>
    levels
      .filter(({ level }) => level === "besieged")
      .filter((besieged) => besieged.coreSeconds / calm.coreSeconds < PRICE_GOAL)
      .map(
        (besieged) =>
          `besieged, an account costs ${(besieged.coreSeconds / calm.coreSeconds).toFixed(0)} times as much`,
      ),
});

/** Core-seconds of one account that reached a unit. */
type Price = {
  readonly level: string;
  readonly work: number;
  readonly held: number;
  readonly of: number;
  readonly coreSeconds: number;
};
type Figures = { readonly calm: Price; readonly levels: readonly Price[]; readonly unaskedOfPressed: number };
type Wanted = { readonly accounts: number; readonly units: number; readonly settled: number };

async function measure(wanted: Wanted): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), "firsthand-price-"));
  try {
    const settings = await localSettings(folder);
    const service = await startBareService(settings, join(folder, "state"));
    const shop = shopClient({ baseUrl: service.baseUrl, shopKey: settings.shopKey }, 8);
    const browsers = httpClient(service.baseUrl, 8);
    try {
      return await measureWith({ shop, browsers }, wanted);
    } finally {
      shop.close();
      browsers.close();
      await service.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Clients = { readonly shop: ShopClient; readonly browsers: HttpClient };

async function measureWith(clients: Clients, { accounts, units, settled }: Wanted): Promise<Figures> {
  const { shop, browsers } = clients;
  await createSale(shop, { units: SALE_UNITS_MAX }, "calm");
  await createSale(shop, { units }, "pressed");
  const coming = units * COME_PER_UNIT;
  const progress = showProgress("accounts", accounts + coming);
  const begun = processorSeconds();
  const calm: Forged[] = [];
  for (let n = 0; n < accounts; n += 1) calm.push(await beginVisit(browsers, "calm", n));
  const visitSeconds = (processorSeconds() - begun) / accounts;
  const pressed: Forged[] = [];
  for (let n = 0; n < coming; n += 1) pressed.push(await beginVisit(browsers, "pressed", accounts + n));
  await pause(READS_MS);

  const checkingOut = processorSeconds();
  let held = 0;
  for (const forged of calm) {
    if (isHeld(await checkOutForged(shop, forged))) held += 1;
    progress.step();
  }
  const checkoutSeconds = (processorSeconds() - checkingOut) / accounts;
  const forging = visitSeconds + checkoutSeconds;

  let unasked = 0;
  const asked = new Map<number, { forged: Forged; challengeId: string }[]>();
  for (const forged of pressed) {
    const answer = await checkOutForged(shop, forged);
    if (isHeld(answer)) unasked += 1;
    const challengeId = answer.challenge?.kinds.includes("proof_of_work") ? answer.challenge.id : undefined;
    if (challengeId !== undefined) {
      const work = workOfChallenge(challengeId);
      asked.set(work, [...(asked.get(work) ?? []), { forged, challengeId }]);
    }
    progress.step();
  }
  progress.end();
  const levels: Price[] = [];
  for (const [work, challenges] of [...asked].sort(([a], [b]) => a - b)) {
    const price = await priceOfWork(clients, {
      work,
      challenges: challenges.slice(-settled),
      forging,
      checkoutSeconds,
    });
    levels.push(price);
  }
  return {
    calm: { level: "calm", work: 0, held, of: accounts, coreSeconds: forging },
    levels,
    unaskedOfPressed: unasked,
  };
}

async function priceOfWork(
  { shop, browsers }: Clients,
  by: {
    readonly work: number;
    readonly challenges: readonly { readonly forged: Forged; readonly challengeId: string }[];
    readonly forging: number;
    readonly checkoutSeconds: number;
  },
): Promise<Price> {
  const { work, challenges, forging, checkoutSeconds } = by;
  let [held, tries] = [0, 0];
  const working = processorSeconds();
  for (const { forged, challengeId } of challenges) {
    const { challengeToken, retryVisitToken, tries: taken } = await settleByWork(browsers, forged, challengeId);
    tries += taken;
    if (isHeld(await checkOutForged(shop, forged, { challengeToken, visitToken: retryVisitToken }))) held += 1;
  }
  const seconds = processorSeconds() - working;
  // Few puzzles were solved, so their luck is taken out: what a key took, times the keys that one takes on average.
  const keysOnAverage = (work * PROOF_OF_WORK.triesMax) / 2;
  const workSeconds = ((seconds - challenges.length * checkoutSeconds) / tries) * keysOnAverage;
  const level = work >= BESIEGED_WORK_MIN ? "besieged" : "busy";
  return { level, work, held, of: challenges.length, coreSeconds: forging + checkoutSeconds + workSeconds };
}

/** Of the shipped ladder: a busy sale asks for less. */
const BESIEGED_WORK_MIN = 16;

function isHeld({ allocation }: CheckoutAnswer): boolean {
  return allocation.status === "held";
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function reportOf({ calm, levels, unaskedOfPressed }: Figures): string {
  return [
    table([
      ["the sale is", "reached a unit", "core-seconds a thousand", "dollars a thousand", "times calm"],
      ...[calm, ...levels].map(({ level, work, held, of, coreSeconds }) => [
        work === 0 ? level : `${level}, work of ${work}`,
        `${held} of ${of}`,
        (coreSeconds * ACCOUNTS).toFixed(1),
        ((coreSeconds * ACCOUNTS * DOLLARS_PER_CORE_HOUR) / 3600).toFixed(5),
        (coreSeconds / calm.coreSeconds).toFixed(0),
      ]),
    ]),
    `\nAccounts of the pressed sale that held before it was busy: ${unaskedOfPressed}. Dollars at ${DOLLARS_PER_CORE_HOUR} for an hour of a core.\n`,
  ].join("");
}
