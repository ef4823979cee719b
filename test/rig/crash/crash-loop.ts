import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BareWorker, startBareService } from "../../../src/cli/shared/bare-worker.ts";
import { localSettings } from "../../../src/dev/local-settings.ts";
import { pause } from "../shared/pause.ts";
import { type ShopClient, shopClient } from "../shared/shop-client.ts";
import { type Acknowledged, SALE_ID } from "./call.ts";
import { createSale } from "./create-sale.ts";
import { lossesOnDisk, lossesOnRepeat, settleUnanswered, strayHolds } from "./find-losses.ts";
import { runClients } from "./run-clients.ts";
import { survivingRows } from "./surviving-rows.ts";

export type CrashReport = {
  readonly rounds: number;
  readonly holds: number;
  readonly sales: number;
  /** Unanswered calls that had been applied before the crash, and those that had not. */
  readonly applied: number;
  readonly absent: number;
  /** What was acknowledged and is not so, in words; none is the only good number. */
  readonly losses: readonly string[];
  /** From the start of workerd's supervisor to the first answer. */
  readonly restartMs: readonly number[];
};

const KILL_AFTER_MS_MIN = 100;
const KILL_AFTER_MS_MAX = 600;
/** Answers of each round that are asked for again after the restart. */
const REPEATED_PER_ROUND = 20;

/**
 * Kills the service with SIGKILL at a random moment under load, again and again on the same rows, and after each crash checks
 * the rows on disk, restarts, and asks the clients' questions again.
 */
export async function crashLoop(
  { rounds, clients }: { readonly rounds: number; readonly clients: number },
  onRound: () => void,
): Promise<CrashReport> {
  const folder = await mkdtemp(join(tmpdir(), "firsthand-crash-"));
  const stateFolder = join(folder, "state");
  const settings = await localSettings(folder);
  const acknowledged: Acknowledged[] = [];
  const losses: string[] = [];
  const restartMs: number[] = [];
  let [buyers, applied, absent] = [0, 0, 0];
  const nextBuyer = () => buyers++;
  let running = await start();
  await createSale(running.shop);
  try {
    for (let round = 0; round < rounds; round += 1) {
      const killing = killLater(running.worker);
      const traffic = await runClients(running.shop, { clients, nextBuyer });
      await killing;
      await stop(running);
      acknowledged.push(...traffic.acknowledged);
      const rows = await survivingRows(stateFolder);
      losses.push(...lossesOnDisk(rows, acknowledged));

      const startMs = performance.now();
      running = await start();
      const first = await running.shop.read(`/v1/sales/${SALE_ID}/ledger`);
      restartMs.push(performance.now() - startMs);
      if (first.status !== 200) losses.push(`after the restart the ledger was answered ${first.status}: ${first.text}`);
      const settled = await settleUnanswered(running.shop, traffic.unanswered, rows);
      applied += settled.applied;
      absent += settled.absent;
      losses.push(...settled.losses);
      losses.push(...(await lossesOnRepeat(running.shop, traffic.acknowledged.slice(-REPEATED_PER_ROUND))));
      acknowledged.push(...settled.acknowledged);
      onRound();
    }
    await stop(running);
    const rows = await survivingRows(stateFolder);
    losses.push(...lossesOnDisk(rows, acknowledged), ...strayHolds(rows, acknowledged));
  } finally {
    await stop(running);
    await rm(folder, { recursive: true, force: true });
  }
  const sales = acknowledged.filter(({ call }) => call.kind === "redeem").length;
  return { rounds, holds: acknowledged.length - sales, sales, applied, absent, losses, restartMs };

  async function start() {
    const worker = await startBareService(settings, stateFolder);
    return { worker, shop: shopClient({ baseUrl: worker.baseUrl, shopKey: settings.shopKey }, clients) };
  }
}

async function stop({ worker, shop }: { readonly worker: BareWorker; readonly shop: ShopClient }): Promise<void> {
  shop.close();
  await worker.stop();
}

async function killLater({ processId }: BareWorker): Promise<void> {
  const afterMs = KILL_AFTER_MS_MIN + Math.random() * (KILL_AFTER_MS_MAX - KILL_AFTER_MS_MIN);
  await pause(afterMs);
  process.kill(processId, "SIGKILL");
}
