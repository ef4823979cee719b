import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localSettings } from "../../../src/dev/local-settings.ts";
import { type BareWorker, startBareService } from "../shared/bare-worker.ts";
import { type Acknowledged, type Call, send } from "../shared/call.ts";
import { separateCores } from "../shared/cores.ts";
import { createSale } from "../shared/create-sale.ts";
import { lossesOnDisk, strayHolds } from "../shared/find-losses.ts";
import { type Contender, measureThroughput, type Throughput } from "../shared/measure.ts";
import { shopClient } from "../shared/shop-client.ts";
import { survivingRows } from "../shared/surviving-rows.ts";
import { processorMs } from "../shared/workerd-processes.ts";
import { acknowledgedHold, type Offered, offer } from "./offer.ts";
import { startRefuser } from "./refuser.ts";

export type OverloadPlan = {
  /** Of each measurement. */
  readonly seconds: number;
  /** Callers of the closed loop that finds the capacity. */
  readonly callers: number;
  /** Checkouts that the service works on at a time. */
  readonly inFlight: number;
  /** Loads in multiples of the capacity. */
  readonly multiples: readonly number[];
};

export type OverloadRun = {
  /** Before the loads, between them and after them. */
  readonly capacities: readonly Throughput[];
  readonly loads: readonly Load[];
  /** What the rows contradict; none is the only good number. */
  readonly losses: readonly string[];
  readonly separateCores: boolean;
};

export type Load = Offered & {
  readonly multiple: number;
  /** The capacity just before this load and just after it: a machine is not equally fast all the time. */
  readonly capacity: Throughput;
  /** Processor time of the service for each hold, refusals included: other programs on the machine hardly change it. */
  readonly processorMs: number;
  /** Processor time of a request that is refused by a Worker which does nothing else, offered at the same rate. */
  readonly refusalMs: number;
};

const CONNECTIONS = 1024;
const WARM_UP_SECONDS = 2;

/** Finds what the service can do, offers it several times that, and holds its rows against everything that it answered. */
export async function runOverload(plan: OverloadPlan, onMeasured: () => void): Promise<OverloadRun> {
  const folder = await mkdtemp(join(tmpdir(), "firsthand-overload-"));
  const stateFolder = join(folder, "state");
  const settings = await localSettings(folder);
  const worker = await startBareService(settings, stateFolder, {
    bindings: { ATTEMPTS_IN_FLIGHT_MAX: String(plan.inFlight) },
  });
  const refuser = await startRefuser(join(folder, "refuser"));
  const shop = shopClient({ baseUrl: worker.baseUrl, shopKey: settings.shopKey }, CONNECTIONS);
  const refused = shopClient({ baseUrl: refuser.baseUrl, shopKey: settings.shopKey }, CONNECTIONS);
  try {
    await createSale(shop);
    const separate = await separateCores([worker.processId, refuser.processId]);
    let buyers = 0;
    const nextBuyer = () => buyers++;
    const acknowledged: Acknowledged[] = [];
    const contender: Contender = {
      processIds: [worker.processId],
      send: async () => {
        const call: Call = { kind: "checkout", key: randomUUID(), buyer: nextBuyer() };
        const { status, text } = await send(shop, call);
        if (status === 503) return false;
        if (status !== 200) throw new Error(`A checkout was answered ${status}: ${text}`);
        acknowledged.push(acknowledgedHold(call, text));
        return true;
      },
      rest: () => shop.close(),
    };
    const saturate = (seconds: number) => measureThroughput(contender, { callers: plan.callers, seconds });
    await saturate(WARM_UP_SECONDS);
    let before = await saturate(plan.seconds);
    onMeasured();
    const capacities = [before];
    const loads: Load[] = [];
    for (const multiple of plan.multiples) {
      const load = { perSecond: before.perSecond * multiple, seconds: plan.seconds, nextBuyer };
      const refusalsMs = await processorMsOf(refuser, () => offer(refused, load));
      const holdsMs = await processorMsOf(worker, () => offer(shop, load));
      const after = await saturate(plan.seconds);
      const offered = holdsMs.outcome;
      acknowledged.push(...offered.acknowledged);
      loads.push({
        ...offered,
        multiple,
        capacity: meanOf(before, after),
        processorMs: holdsMs.usedMs / offered.acknowledged.length,
        refusalMs: refusalsMs.usedMs / answersOf(refusalsMs.outcome),
      });
      capacities.push(after);
      before = after;
      onMeasured();
    }
    shop.close();
    await worker.stop();
    const rows = await survivingRows(stateFolder);
    const losses = [...lossesOnDisk(rows, acknowledged), ...strayHolds(rows, acknowledged)];
    return { capacities, loads, losses, separateCores: separate };
  } finally {
    for (const client of [shop, refused]) client.close();
    for (const service of [worker, refuser]) await service.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function processorMsOf<T>({ processId }: BareWorker, work: () => Promise<T>) {
  const usedMs = processorMs(processId);
  const outcome = await work();
  return { outcome, usedMs: processorMs(processId) - usedMs };
}

function answersOf({ answers }: Offered): number {
  return [...answers.values()].reduce((sum, count) => sum + count, 0);
}

function meanOf(a: Throughput, b: Throughput): Throughput {
  return { perSecond: (a.perSecond + b.perSecond) / 2, processorMs: (a.processorMs + b.processorMs) / 2 };
}
