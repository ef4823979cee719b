import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localSettings } from "../../../../src/dev/local-settings.ts";
import { SALE_UNITS_MAX } from "../../../../src/domain/limits.ts";
import { startBareService } from "../../shared/bare-worker.ts";
import { buyerCheckout } from "../../shared/buyer.ts";
import { httpClient } from "../../shared/http-client.ts";
import type { Contender } from "../../shared/measure.ts";
import { readSaleRows } from "../../shared/sale-rows.ts";
import { shopClient } from "../../shared/shop-client.ts";
import { delaySyncs, requireStrace, syncMsOf } from "./disk-sync.ts";
import { startFloor } from "./start-floor.ts";

export type Contenders = {
  readonly service: Contender;
  readonly floor: Contender;
  /** What one attempt writes into its row, and so what the floor writes. */
  readonly rowBytes: number;
  /** What a sync of their disk takes, in milliseconds, with what is added to it. */
  readonly syncMs: number;
  readonly stop: () => Promise<void>;
};

const SALE_ID = "bench";
const CONNECTIONS = 512;
const SAMPLE_ATTEMPTS = 50;
/** Numbers of buyers that no measurement reaches. */
const SAMPLE_FROM = 10_000_000;
const DAY_MS = 24 * 3600 * 1000;
/** Whoever comes in the very first moment of a sale is asked to prove that it is somebody. */
const OPEN_SINCE_MS = 60_000;

/**
 * Starts the service and the floor, each in a workerd of its own.
 * @param syncDelayMs what each of their syncs takes longer than their disk does
 */
export async function startContenders(syncDelayMs: number): Promise<Contenders> {
  const folder = await mkdtemp(join(tmpdir(), "firsthand-bench-"));
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const each of stops.toReversed()) await each();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    if (syncDelayMs > 0) requireStrace();
    const syncMs = syncMsOf(folder, syncDelayMs);
    if (syncDelayMs > 0) await delaySyncs(folder, syncDelayMs);
    const settings = await localSettings(folder);
    const stateFolder = join(folder, "service");
    const bare = await startBareService(settings, stateFolder);
    stops.push(bare.stop);
    const shop = shopClient({ baseUrl: bare.baseUrl, shopKey: settings.shopKey }, CONNECTIONS);
    stops.push(async () => shop.close());
    const nowMs = Date.now();
    const created = await shop.putSale(SALE_ID, {
      title: "Benchmark",
      sku: "BENCH",
      mode: "flash",
      units: SALE_UNITS_MAX,
      price: { amountMinor: 1399900, currency: "INR" },
      opensAt: new Date(nowMs - OPEN_SINCE_MS).toISOString(),
      closesAt: new Date(nowMs + DAY_MS).toISOString(),
      holdTtlSeconds: DAY_MS / 1000,
    });
    if (created.status !== 200) throw new Error(`The sale could not be created: ${created.text}`);
    const service: Contender = {
      processId: bare.processId,
      send: async (n) => {
        const key = randomUUID();
        const body = JSON.stringify(buyerCheckout(n));
        const { status, text } = await shop.checkout(SALE_ID, body, key);
        if (status === 503) return false;
        // A refusal would cost less than a hold, and the comparison would mean nothing.
        if (!text.includes('"status":"held"')) throw new Error(`A checkout was answered ${status}: ${text}`);
        return true;
      },
      rest: () => shop.close(),
    };
    for (let n = 0; n < SAMPLE_ATTEMPTS; n += 1) await service.send(SAMPLE_FROM + n);
    const rowBytes = attemptRowBytes(stateFolder);
    const floorWorker = await startFloor(join(folder, "floor"), rowBytes);
    stops.push(floorWorker.stop);
    const http = httpClient(floorWorker.baseUrl, CONNECTIONS);
    stops.push(async () => http.close());
    const headers = { "Content-Type": "application/json", Authorization: `Bearer ${settings.shopKey}` };
    const floor: Contender = {
      processId: floorWorker.processId,
      send: async (n) => {
        const call = { method: "POST", path: "/", headers: { ...headers, "Idempotency-Key": randomUUID() } } as const;
        const body = JSON.stringify(buyerCheckout(n));
        const { status, text } = await http.send({ ...call, body });
        if (status !== 200) throw new Error(`The floor answered ${status}: ${text}`);
        return true;
      },
      rest: () => http.close(),
    };
    return { service, floor, rowBytes, syncMs, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function attemptRowBytes(stateFolder: string): number {
  const [row] = readSaleRows(
    stateFolder,
    `SELECT AVG(LENGTH(decision_id) + LENGTH(record) + LENGTH(scope) + LENGTH(fingerprint) + LENGTH(body)) AS bytes
     FROM attempt`,
  );
  return Math.round(Number(row?.bytes));
}
