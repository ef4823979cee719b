import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type LocalSettings, localSettings } from "../../../src/dev/local-settings.ts";
import { SALE_UNITS_MAX } from "../../../src/domain/limits.ts";
import { type BareWorker, startBareService } from "../shared/bare-worker.ts";
import { SALE_ID } from "../shared/call.ts";
import { createSale } from "../shared/create-sale.ts";
import { divideSale, PARTNERS } from "../shared/divided-sale.ts";
import { lossesOnDisk, lossesOnRepeat, settleUnanswered, strayHolds } from "../shared/find-losses.ts";
import { pause } from "../shared/pause.ts";
import { type ShopClient, shopClient } from "../shared/shop-client.ts";
import { type SurvivingRows, survivingRows } from "../shared/surviving-rows.ts";
import { ClientAnswers } from "./client-answers.ts";
import type { Fault, Outcome, Plan } from "./fault.ts";
import { runPatientClients } from "./patient-clients.ts";

/** For those who read meanwhile. */
const SPARE_CONNECTIONS = 1;
/** Answers that are asked for again once all is over. */
const REPEATED_MAX = 100;

/** What a restart met: calls that had been applied before the end or had not, and the time to the first answer. */
export type Recovered = { readonly applied: number; readonly absent: number; readonly restartMs: number };

/** One service on rows of its own, its clients, and what they were told. */
export class Trial {
  readonly stateFolder: string;
  readonly told = new ClientAnswers();
  readonly losses: string[] = [];
  readonly notes: string[] = [];
  readonly #settings: LocalSettings;
  readonly #plan: Plan;
  #running: { readonly worker: BareWorker; readonly shop: ShopClient } | undefined;
  #buyers = 0;

  private constructor(folder: string, settings: LocalSettings, plan: Plan) {
    this.stateFolder = join(folder, "state");
    this.#settings = settings;
    this.#plan = plan;
  }

  /** @param folder for this trial alone; what is in its `state` folder may be a disk of its own */
  static async begin(folder: string, plan: Plan): Promise<Trial> {
    const trial = new Trial(folder, await localSettings(folder), plan);
    await mkdir(trial.stateFolder, { recursive: true });
    return trial;
  }

  /**
   * Starts the service on the rows that are there.
   * @param bundle the text of another build than the one in `dist`
   */
  async start(bundle?: string): Promise<void> {
    const other = bundle === undefined ? {} : { modules: { "worker.js": bundle } };
    const worker = await startBareService(this.#settings, this.stateFolder, other);
    const service = { baseUrl: worker.baseUrl, shopKey: this.#settings.shopKey };
    const { clients, answerWithinMs } = this.#plan;
    this.#running = { worker, shop: shopClient(service, clients + SPARE_CONNECTIONS, answerWithinMs) };
  }

  async createSale(change: object = {}): Promise<void> {
    await createSale(this.shop, change);
  }

  /** The same, with units of partners: two of three buyers come by way of one. */
  async createDividedSale(): Promise<void> {
    await this.createSale();
    const { worker, shop } = this.#started();
    const unitsEach = Math.floor(SALE_UNITS_MAX / (PARTNERS.length + 1));
    await divideSale({ miniflare: worker.miniflare, shop }, SALE_ID, { partners: PARTNERS, unitsEach });
  }

  get shop(): ShopClient {
    return this.#started().shop;
  }

  get baseUrl(): string {
    return this.#started().worker.baseUrl;
  }

  get shopKey(): string {
    return this.#settings.shopKey;
  }

  get processId(): number {
    return this.#started().worker.processId;
  }

  /** A buyer whom nobody has been before. */
  readonly nextBuyer = (): number => this.#buyers++;

  /** Has the clients call for as long as the work takes. */
  async whileCalled(work: () => Promise<void>): Promise<void> {
    const end = new AbortController();
    const { shop, told, nextBuyer } = this;
    const calling = runPatientClients({ shop, told, nextBuyer, clients: this.#plan.clients, until: end.signal });
    try {
      await work();
    } finally {
      end.abort();
      await calling;
    }
  }

  /** Ends the process without a warning, if it still runs, and leaves its rows. */
  async kill(): Promise<void> {
    if (this.#running === undefined) return;
    const { worker, shop } = this.#running;
    this.#running = undefined;
    try {
      process.kill(worker.processId, "SIGKILL");
    } catch {
      this.notes.push("the process had ended by itself");
    }
    shop.close();
    await worker.stop();
  }

  /** The rows on disk; the service must not run. */
  rows(): Promise<SurvivingRows> {
    return survivingRows(this.stateFolder);
  }

  /**
   * Kills the service, holds its rows against what was acknowledged, starts it again and repeats what was left open; it runs on.
   */
  async recover(): Promise<Recovered> {
    const { told, losses } = this;
    await this.kill();
    const rows = await this.rows();
    losses.push(...lossesOnDisk(rows, told.acknowledged));
    const startMs = performance.now();
    await this.start();
    const first = await this.shop.read(`/v1/sales/${SALE_ID}/ledger`);
    const restartMs = performance.now() - startMs;
    if (first.status !== 200) losses.push(`after the restart the ledger was answered ${first.status}: ${first.text}`);
    const { applied, absent, ...settled } = await settleUnanswered(this.shop, told.unanswered.splice(0), rows);
    losses.push(...settled.losses, ...(await lossesOnRepeat(this.shop, told.acknowledged.slice(-REPEATED_MAX))));
    told.acknowledged.push(...settled.acknowledged);
    return { applied, absent, restartMs };
  }

  /**
   * Recovers, ends, and holds everything against the rows once more: nothing acknowledged is lost, nothing is there twice.
   * @returns what the whole trial did
   */
  async settle(): Promise<Outcome> {
    const { told, losses, notes } = this;
    losses.push(...told.wrong);
    await this.recover();
    await this.kill();
    const rows = await this.rows();
    losses.push(...lossesOnDisk(rows, told.acknowledged), ...strayHolds(rows, told.acknowledged));
    const sales = told.acknowledged.filter(({ call }) => call.kind === "redeem").length;
    return { holds: told.acknowledged.length - sales, sales, answers: told.totals(), losses, notes };
  }

  /** Whether the process is still there. */
  isAlive(): boolean {
    try {
      return process.kill(this.processId, 0);
    } catch {
      return false;
    }
  }

  #started() {
    if (this.#running === undefined) throw new TypeError("The service of this trial does not run.");
    return this.#running;
  }
}

/** Runs something with a trial and leaves no process behind. */
export async function withTrial<T>(folder: string, plan: Plan, run: (trial: Trial) => Promise<T>): Promise<T> {
  const trial = await Trial.begin(folder, plan);
  try {
    return await run(trial);
  } finally {
    await trial.kill();
  }
}

/** Clients call for this long before a fault and after it, and longer where a busy machine serves nobody so soon. */
const CALM_MS = 1000;
const SERVED_WITHIN_MS = 30_000;
const LOOK_AGAIN_MS = 100;

/** A fault that comes and goes while the service is called. */
export type PassingFault = {
  /** @returns how to end it */
  readonly inject: (trial: Trial) => Promise<() => Promise<void>>;
  readonly lastsMs: number;
  /** Whether the service must serve again by itself, or whether its process may have died of it. */
  readonly recovers: "alone" | "restarted";
  /** What must have come of it, in words where it did not: a fault that was not noticed was none. */
  readonly complaint?: ((told: ClientAnswers) => string | undefined) | undefined;
};

/** Clients call; the fault comes, lasts and goes; they call on; then everything is settled. */
export async function passThrough(trial: Trial, fault: PassingFault): Promise<Outcome> {
  const { told, losses } = trial;
  await trial.whileCalled(async () => {
    await pause(CALM_MS);
    await served(told);
    const end = await fault.inject(trial);
    told.phase = "during";
    try {
      await pause(fault.lastsMs);
    } finally {
      await end();
    }
    told.phase = "after";
    if (fault.recovers === "restarted") return;
    await pause(CALM_MS);
    await served(told);
  });
  if (told.counted("before", "checkout 200") === 0) losses.push("nobody was served before the fault");
  if (fault.recovers === "alone" && told.counted("after", "checkout 200") === 0) {
    losses.push("nobody was served after the fault had gone");
  }
  const complaint = fault.complaint?.(told);
  if (complaint !== undefined) losses.push(complaint);
  return await trial.settle();
}

/** The trial of a fault that comes and goes around a new service with one sale, and needs nothing else. */
export function passingTrial(fault: PassingFault): Fault["run"] {
  return (folder, plan) =>
    withTrial(folder, plan, async (trial) => {
      await trial.start();
      await trial.createDividedSale();
      return await passThrough(trial, fault);
    });
}

/** Waits until somebody was served in this phase of the trial, or waiting is in vain. */
async function served(told: ClientAnswers): Promise<void> {
  const untilMs = performance.now() + SERVED_WITHIN_MS;
  while (told.counted(told.phase, "checkout 200") === 0 && performance.now() < untilMs) await pause(LOOK_AGAIN_MS);
}
