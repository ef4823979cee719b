import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localSettings } from "../../../../src/dev/local-settings.ts";
import { startBareService } from "../../shared/bare-worker.ts";
import { buyerCheckout } from "../../shared/buyer.ts";
import { httpClient } from "../../shared/http-client.ts";
import type { Contender } from "../../shared/measure.ts";
import { type ShopClient, shopClient } from "../../shared/shop-client.ts";
import { delaySyncs, requireStrace, syncMsOf } from "./disk-sync.ts";
import { startFloor } from "./start-floor.ts";

/** A call of the service that is measured, and the sale that it is made to. */
export type Trial = {
  readonly saleId: string;
  readonly sale: object;
  /** Makes the call for the n-th buyer. False where it was told to come back; rejects where it was not answered as it should be. */
  readonly send: (shop: ShopClient, n: number) => Promise<boolean>;
  /** What one call has written into its row, from the folder of the objects' state. */
  readonly rowBytes: (stateFolder: string) => number;
};

export type Contenders = {
  readonly service: Contender;
  readonly floor: Contender;
  /** What one call writes into its row, and so what the floor writes. */
  readonly rowBytes: number;
  /** What a sync of their disk takes, in milliseconds, with what is added to it. */
  readonly syncMs: number;
  /** Where all of it is kept until it stops. */
  readonly folder: string;
  readonly stop: () => Promise<void>;
};

const CONNECTIONS = 512;
const SAMPLES = 50;
/** Numbers of buyers that no measurement reaches. */
const SAMPLE_FROM = 10_000_000;

/**
 * Starts the service and the floor, each in a workerd of its own.
 * @param syncDelayMs what each of their syncs takes longer than their disk does
 */
export async function startContenders(trial: Trial, syncDelayMs: number): Promise<Contenders> {
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
    const created = await shop.putSale(trial.saleId, trial.sale);
    if (created.status !== 200) throw new Error(`The sale could not be created: ${created.text}`);
    const service: Contender = {
      processIds: [bare.processId],
      send: async (n) => await trial.send(shop, n),
      rest: () => shop.close(),
    };
    for (let n = 0; n < SAMPLES; n += 1) await service.send(SAMPLE_FROM + n);
    const rowBytes = trial.rowBytes(stateFolder);
    const floorWorker = await startFloor(join(folder, "floor"), rowBytes);
    stops.push(floorWorker.stop);
    const http = httpClient(floorWorker.baseUrl, CONNECTIONS);
    stops.push(async () => http.close());
    const headers = { "Content-Type": "application/json", Authorization: `Bearer ${settings.shopKey}` };
    const floor: Contender = {
      processIds: [floorWorker.processId],
      send: async (n) => {
        const call = { method: "POST", path: "/", headers: { ...headers, "Idempotency-Key": randomUUID() } } as const;
        const body = JSON.stringify(buyerCheckout(n));
        const { status, text } = await http.send({ ...call, body });
        if (status !== 200) throw new Error(`The floor answered ${status}: ${text}`);
        return true;
      },
      rest: () => http.close(),
    };
    return { service, floor, rowBytes, syncMs, folder, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
