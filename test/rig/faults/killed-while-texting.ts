import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localSettings } from "../../../src/dev/local-settings.ts";
import { smsAnswer } from "../../../src/wire/sms.ts";
import { SALE_ID } from "../shared/call.ts";
import { forEachAtOnce } from "../shared/for-each-at-once.ts";
import { type HttpClient, httpClient } from "../shared/http-client.ts";
import { readObjectRows } from "../shared/object-rows.ts";
import { pause } from "../shared/pause.ts";
import { registeringSale } from "../shared/registering-sale.ts";
import { deliverText, newText, type SentText, type TextProvider } from "../shared/text-provider.ts";
import type { Fault, Plan } from "./fault.ts";
import { type Trial, withTrial } from "./trial.ts";

const KILLS = 5;
const KILL_WITHIN_MS = 500;
const LOOK_AGAIN_MS = 10;
const SHARDS = 4;
/** Of so many numbers one never sends its digits back: nothing is recorded of it. */
const SILENT_EVERY = 4;

/**
 * The process is killed again and again while numbers ask for a registration and send their digits back. A provider delivers each message until it
 * is answered; then every message has one answer and one effect: one row, one registration of whoever sent the digits back, none of who did not.
 */
export const killedWhileTexting: Fault = {
  id: "F55",
  title: `killed while it answers text messages, ${KILLS} times`,
  needs: {},
  run: (folder, plan) =>
    withTrial(folder, plan, async (trial) => {
      const { smsSecret } = await localSettings(folder);
      const texting = new Texting(trial, plan, smsSecret);
      await texting.start();
      const { status, text } = await trial.shop.putSale(SALE_ID, registeringSale(SHARDS));
      if (status !== 200) throw new Error(`The sale could not be created: ${text}`);
      await texting.whileTexted(async () => {
        for (let kills = 0; kills < KILLS; kills += 1) {
          await texting.answeredAgain();
          await pause(Math.random() * KILL_WITHIN_MS);
          await texting.restart();
        }
      });
      await texting.repeatAll();
      await trial.kill();
      trial.losses.push(...trial.told.wrong, ...(await texting.lossesOnDisk()));
      trial.notes.push(
        `${texting.answered.length} messages of ${texting.numbers} numbers answered, ${texting.confirmed} registrations; ` +
          `${trial.told.totals().none ?? 0} deliveries broke off or found no process, and came again`,
      );
      return { holds: 0, sales: 0, answers: trial.told.totals(), losses: trial.losses, notes: trial.notes };
    }),
};

/** The numbers that write, and what they were answered. */
class Texting {
  readonly answered: { readonly message: SentText; readonly answer: string }[] = [];
  numbers = 0;
  confirmed = 0;
  readonly #trial: Trial;
  readonly #plan: Plan;
  readonly #provider: TextProvider;
  #http: HttpClient | undefined;

  constructor(trial: Trial, plan: Plan, secret: string) {
    this.#trial = trial;
    this.#plan = plan;
    this.#provider = { secret, told: trial.told, http: () => this.#running() };
  }

  async start(): Promise<void> {
    await this.#trial.start();
    this.#http = httpClient(this.#trial.baseUrl, this.#plan.clients, this.#plan.answerWithinMs);
  }

  /** Kills the process and starts it on its rows. */
  async restart(): Promise<void> {
    const { processId } = this.#trial;
    process.kill(processId, "SIGKILL");
    const broken = this.#http;
    await this.#trial.kill();
    broken?.close();
    await this.start();
  }

  /** Waits until a further message is answered: a process that serves nobody yet is killed in the middle of nothing. */
  async answeredAgain(): Promise<void> {
    const before = this.answered.length;
    while (this.answered.length === before) await pause(LOOK_AGAIN_MS);
  }

  /** Has as many numbers write at a time as there are clients; each ends what it began. */
  async whileTexted(work: () => Promise<void>): Promise<void> {
    const end = new AbortController();
    const writing = Array.from({ length: this.#plan.clients }, async () => {
      while (!end.signal.aborted) await this.#register();
    });
    try {
      await work();
    } finally {
      end.abort();
      await Promise.all(writing);
    }
  }

  /** Delivers every message once more: it is answered in the same bytes, and nothing comes of it. */
  async repeatAll(): Promise<void> {
    await forEachAtOnce(this.answered.slice(), this.#plan.clients, async ({ message, answer }) => {
      const again = await deliverText(this.#provider, message);
      if (again !== answer) this.#trial.losses.push(`"${message.text}" was answered ${answer}, and then ${again}`);
    });
  }

  /** The service must not run. */
  async lossesOnDisk(): Promise<string[]> {
    const { messages, unanswered, waiting, registrations, accounts } = await rowsAfter(this.#trial.stateFolder);
    const figures: readonly (readonly [what: string, is: number, wanted: number])[] = [
      ["messages are kept", messages, this.answered.length],
      ["kept messages have no answer", unanswered, 0],
      ["numbers still wait for their digits", waiting, this.numbers - this.confirmed],
      ["registrations are recorded", registrations, this.confirmed],
      ["accounts are registered", accounts, this.confirmed],
    ];
    return figures.flatMap(([what, is, wanted]) => (is === wanted ? [] : [`${is} ${what} in place of ${wanted}`]));
  }

  async #register(): Promise<void> {
    const number = this.numbers++;
    const from = `+9198${String(10_000_000 + number)}`;
    const asked = smsAnswer.parse(JSON.parse(await this.#send(from, `REG ${SALE_ID}`)));
    const digits = asked.reply?.vars.digits;
    if (digits === undefined) this.#trial.losses.push(`a number was sent no digits: ${asked.reply?.text}`);
    if (digits === undefined || number % SILENT_EVERY === 0) return;
    const said = smsAnswer.parse(JSON.parse(await this.#send(from, `YES ${digits}`)));
    if (said.reply?.template === "recorded_draw") this.confirmed += 1;
    else this.#trial.losses.push(`the right digits were answered: ${said.reply?.text}`);
  }

  async #send(from: string, text: string): Promise<string> {
    const message = newText(from, text);
    const answer = await deliverText(this.#provider, message);
    this.answered.push({ message, answer });
    return answer;
  }

  #running(): HttpClient {
    if (this.#http === undefined) throw new TypeError("The service of these messages was never started.");
    return this.#http;
  }
}

/** Reads a copy, since opening the files would finish the recovery that the next start has to manage alone. */
async function rowsAfter(stateFolder: string) {
  const folder = await mkdtemp(join(tmpdir(), "firsthand-texted-"));
  try {
    await cp(join(stateFolder, "do"), join(folder, "do"), { recursive: true });
    const rows = (table: string, query: string) => readObjectRows(folder, { table, query });
    const kept = rows("message", "SELECT reply FROM message");
    const registered = rows("registration", "SELECT account FROM registration");
    return {
      messages: kept.length,
      unanswered: kept.filter(({ reply }) => reply === null).length,
      waiting: rows("waiting", "SELECT digits FROM waiting").length,
      registrations: registered.length,
      accounts: new Set(registered.map(({ account }) => account)).size,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
