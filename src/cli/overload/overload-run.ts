import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localSettings } from "../../dev/local-settings.ts";
import { separateCores } from "../bench/cores.ts";
import { type Contender, measureThroughput } from "../bench/measure.ts";
import { type Acknowledged, type Call, send } from "../crash/call.ts";
import { createSale } from "../crash/create-sale.ts";
import { lossesOnDisk, strayHolds } from "../crash/find-losses.ts";
import { survivingRows } from "../crash/surviving-rows.ts";
import { startBareService } from "../shared/bare-worker.ts";
import { shopClient } from "../shared/shop-client.ts";
import { acknowledgedHold, type Offered, offer } from "./offer.ts";

export type OverloadPlan = {
  /** Of each measurement. */
  readonly seconds: number;
  /** Callers of the closed loop that finds the capacity. */
  readonly callers: number;
  /** Loads in multiples of the capacity. */
  readonly multiples: readonly number[];
};

export type OverloadRun = {
  readonly capacityPerSecond: number;
  readonly loads: readonly ({ readonly multiple: number } & Offered)[];
  /** What the rows contradict; none is the only good number. */
  readonly losses: readonly string[];
  readonly separateCores: boolean;
};

const CONNECTIONS = 1024;
const WARM_UP_SECONDS = 2;

/** Finds what the service can do, offers it several times that, and holds its rows against everything that it answered. */
export async function overload(plan: OverloadPlan, onMeasured: () => void): Promise<OverloadRun> {
  const folder = await mkdtemp(join(tmpdir(), "firsthand-overload-"));
  const stateFolder = join(folder, "state");
  const settings = await localSettings(folder);
  const worker = await startBareService(settings, stateFolder);
  const shop = shopClient({ baseUrl: worker.baseUrl, shopKey: settings.shopKey }, CONNECTIONS);
  try {
    await createSale(shop);
    const separate = await separateCores([worker.processId]);
    let buyers = 0;
    const nextBuyer = () => buyers++;
    const acknowledged: Acknowledged[] = [];
    const contender: Contender = {
      processId: worker.processId,
      send: async () => {
        const call: Call = { kind: "checkout", key: randomUUID(), buyer: nextBuyer() };
        const { status, text } = await send(shop, call);
        if (status === 503) return false;
        if (status !== 200) throw new Error(`A checkout was answered ${status}: ${text}`);
        acknowledged.push(acknowledgedHold(call, text));
        return true;
      },
    };
    const saturate = (seconds: number) => measureThroughput(contender, { callers: plan.callers, seconds });
    await saturate(WARM_UP_SECONDS);
    const { perSecond: capacityPerSecond } = await saturate(plan.seconds);
    onMeasured();
    const loads: ({ multiple: number } & Offered)[] = [];
    for (const multiple of plan.multiples) {
      const offered = await offer(shop, { perSecond: capacityPerSecond * multiple, seconds: plan.seconds, nextBuyer });
      acknowledged.push(...offered.acknowledged);
      loads.push({ multiple, ...offered });
      onMeasured();
    }
    shop.close();
    await worker.stop();
    const rows = await survivingRows(stateFolder);
    const losses = [...lossesOnDisk(rows, acknowledged), ...strayHolds(rows, acknowledged)];
    return { capacityPerSecond, loads, losses, separateCores: separate };
  } finally {
    shop.close();
    await worker.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
