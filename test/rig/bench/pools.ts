import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { showProgress } from "../../../src/cli/shared/progress.ts";
import { table } from "../../../src/cli/shared/table.ts";
import { localSettings } from "../../../src/dev/local-settings.ts";
import { SALE_UNITS_MAX } from "../../../src/domain/limits.ts";
import { startBareService } from "../shared/bare-worker.ts";
import { buyerCheckout } from "../shared/buyer.ts";
import { separateCores } from "../shared/cores.ts";
import { createSale } from "../shared/create-sale.ts";
import { divideSale } from "../shared/divided-sale.ts";
import { type Contender, type Latency, measureLatency, measureThroughput, type Throughput } from "../shared/measure.ts";
import { rigProgram } from "../shared/rig-program.ts";
import { type ShopClient, shopClient } from "../shared/shop-client.ts";
import { medianOf } from "./against-floor/median.ts";

const CONNECTIONS = 512;
const RATIO_MAX = 1.1;
const SALES = ["one", "many"] as const;
type SaleId = (typeof SALES)[number];

type Plan = {
  readonly pools: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly callers: number;
};

/** Of one sale: the medians over the rounds. */
type Measured = Latency & Throughput;
type Figures = { readonly pools: number; readonly separateCores: boolean } & { readonly [sale in SaleId]: Measured };

export const benchPools = rigProgram({
  name: "bench pools",
  about: `
Measures checkouts of a sale whose units are divided among many partners, each buyer by way of the next of them, beside those of a
sale of one pool, in turns in one workerd of the bundle that is deployed. Each checkout is another buyer's and held. The p99 of a
divided sale must be within ${Math.round((RATIO_MAX - 1) * 100)} % of the other's. Linux only: processor time is read from /proc.`,
  numbers: {
    pools: ["partners with units of their own", 10_000],
    rounds: ["turns of each", 5],
    seconds: ["of each measurement", 5],
    rate: ["checkouts a second of the open loop", 100],
    callers: ["callers of the closed loop", 32],
  },
  runsBundle: true,
  example: "--pools 100 --rounds 1 --seconds 1",
  exits: "0 pools cost no more than that, 1 they do",
  run: ({ number }) =>
    measure({
      pools: number("pools"),
      rounds: number("rounds"),
      seconds: number("seconds"),
      perSecond: number("rate"),
      callers: number("callers"),
    }),
  report: (figures: Figures) =>
    [
      figures.separateCores ? "" : "Service and generator shared their cores: read the ratios only.\n",
      table([
        ["pools", "p50, ms", "p99, ms", "a second", "processor time of one, ms"],
        ...SALES.map((sale) => {
          const { p50Ms, p99Ms, perSecond, processorMs } = figures[sale];
          const pools = sale === "one" ? 1 : figures.pools;
          return [String(pools), p50Ms.toFixed(1), p99Ms.toFixed(1), perSecond.toFixed(0), processorMs.toFixed(2)];
        }),
        ["ratio", ratioOf(figures, "p50Ms"), ratioOf(figures, "p99Ms"), "", ratioOf(figures, "processorMs")],
      ]),
    ].join(""),
  broken: ({ one, many, pools }: Figures) =>
    many.p99Ms > RATIO_MAX * one.p99Ms
      ? [`with ${pools} pools the p99 is ${many.p99Ms.toFixed(1)} ms, with one ${one.p99Ms.toFixed(1)} ms`]
      : [],
});

function ratioOf({ one, many }: Figures, figure: "p50Ms" | "p99Ms" | "processorMs"): string {
  return (many[figure] / one[figure]).toFixed(2);
}

async function measure(plan: Plan): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), "firsthand-pools-"));
  const settings = await localSettings(folder);
  const service = await startBareService(settings, join(folder, "state"));
  const shop = shopClient({ baseUrl: service.baseUrl, shopKey: settings.shopKey }, CONNECTIONS);
  try {
    const partners = Array.from({ length: plan.pools }, (_, at) => `store-${at}`);
    for (const sale of SALES) await createSale(shop, {}, sale);
    const unitsEach = Math.floor(SALE_UNITS_MAX / plan.pools);
    await divideSale({ miniflare: service.miniflare, shop }, "many", { partners, unitsEach });
    const separate = await separateCores([service.processId]);
    const contenderOf = (sale: SaleId): Contender => ({
      processIds: [service.processId],
      send: (n) => checkOut(shop, sale, { n, partnerId: partners[n % partners.length] }),
      rest: () => shop.close(),
    });
    const rounds = await runRounds({ one: contenderOf("one"), many: contenderOf("many") }, plan);
    return { pools: plan.pools, separateCores: separate, one: mediansOf(rounds.one), many: mediansOf(rounds.many) };
  } finally {
    shop.close();
    await service.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function checkOut(
  shop: ShopClient,
  saleId: SaleId,
  { n, partnerId }: { readonly n: number; readonly partnerId: string | undefined },
): Promise<boolean> {
  const body = JSON.stringify({ ...buyerCheckout(n), partnerId });
  const { status, text } = await shop.checkout(saleId, body, randomUUID());
  if (status === 503) return false;
  if (!text.includes('"status":"held"')) throw new Error(`A checkout was answered ${status}: ${text}`);
  return true;
}

type Rounds = { readonly [sale in SaleId]: Measured[] };

async function runRounds(contenders: { readonly [sale in SaleId]: Contender }, plan: Plan): Promise<Rounds> {
  const { rounds, seconds, perSecond, callers } = plan;
  const measured: Rounds = { one: [], many: [] };
  // The first calls compile code and fill caches; nobody's figures hold them.
  for (const sale of SALES) await measureThroughput(contenders[sale], { callers, seconds: 1 });
  const progress = showProgress("measurements", rounds * SALES.length);
  for (let round = 0; round < rounds; round += 1) {
    for (const sale of round % 2 === 0 ? SALES : SALES.toReversed()) {
      const latency = await measureLatency(contenders[sale], { perSecond, seconds });
      measured[sale].push({ ...latency, ...(await measureThroughput(contenders[sale], { callers, seconds })) });
      progress.step();
    }
  }
  progress.end();
  return measured;
}

function mediansOf(rounds: readonly Measured[]): Measured {
  const median = (figure: keyof Measured) => medianOf(rounds.map((round) => round[figure]));
  return {
    p50Ms: median("p50Ms"),
    p99Ms: median("p99Ms"),
    lagP99Ms: median("lagP99Ms"),
    refused: median("refused"),
    perSecond: median("perSecond"),
    processorMs: median("processorMs"),
  };
}
