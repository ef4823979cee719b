import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { WORKER_BUNDLE } from "../../../src/dev/build-worker.ts";
import { type LocalSettings, localSettings } from "../../../src/dev/local-settings.ts";
import { newSigningKey } from "../../../src/dev/make-keys.ts";
import { startBareService } from "../shared/bare-worker.ts";
import { buyerCheckout } from "../shared/buyer.ts";
import { type Call, SALE_ID } from "../shared/call.ts";
import { createSale } from "../shared/create-sale.ts";
import { lossesOnDisk } from "../shared/find-losses.ts";
import { type HttpAnswer, type HttpClient, httpClient } from "../shared/http-client.ts";
import { pause } from "../shared/pause.ts";
import { shopClient } from "../shared/shop-client.ts";
import { survivingRows } from "../shared/surviving-rows.ts";
import { ClientAnswers } from "./client-answers.ts";
import type { Fault } from "./fault.ts";

const ROTATIONS = 16;
const ROTATE_EACH_MS = 2000;
/** A key is accepted for so many rotations after it signed last; a shop redeems a token sooner than that. */
const RETIRING_ROTATIONS = 4;
const REDEEMED_WITHIN_ROTATIONS = 2;
const BUSY_PAUSE_MS = 100;

/** Which isolate a request meets: the one with the settings of so many rotations. */
const ROTATION_HEADER = "x-rotation";

/**
 * The deployed Worker as a shop meets it while settings are rolled out: each request finds an isolate with the settings of its
 * header. A change of settings makes new isolates and leaves the objects where they are, and so does this.
 */
const ROLLED_OUT = `
import worker from "./worker.js";
export * from "./worker.js";
const isolates = new Map();
export default {
  ...worker,
  fetch(request, env, context) {
    const rotation = Number(request.headers.get("${ROTATION_HEADER}") ?? 0);
    if (!isolates.has(rotation)) isolates.set(rotation, { ...env, SIGNING_KEYS: JSON.stringify(env.ROTATIONS[rotation]) });
    return worker.fetch(request, isolates.get(rotation), context);
  },
};
`;

type Issued = { readonly token: string; readonly holdId: string; readonly buyer: number; readonly rotation: number };

/**
 * The signing key is changed every two seconds while tokens are issued and redeemed, by isolates that know of the change and by
 * some that do not yet. No good token is refused at any second; one whose key has been retired is.
 */
export const rotatedKeys: Fault = {
  id: "F41",
  title: "the signing key changed every two seconds",
  needs: {},
  async run(folder, { clients }) {
    const settings = await localSettings(folder);
    const stateFolder = join(folder, "state");
    const worker = await startBareService(settings, stateFolder, {
      bindings: { ROTATIONS: await rotations() },
      modules: { "rolled-out.js": ROLLED_OUT, "worker.js": await readFile(WORKER_BUNDLE, "utf8") },
    });
    const http = httpClient(worker.baseUrl, clients);
    const shop = shopClient({ baseUrl: worker.baseUrl, shopKey: settings.shopKey }, 1);
    try {
      await createSale(shop);
      const run = new Rotation(http, settings);
      await run.play(clients);
      run.losses.push(...(await run.retiredTokensThatPass()));
      shop.close();
      http.close();
      await worker.stop();
      const rows = await survivingRows(stateFolder);
      const { issued, redeemed, told, losses } = run;
      losses.push(...lossesOnDisk(rows, redeemed));
      const note = `${ROTATIONS} rotations: ${issued} tokens issued, ${redeemed.length} redeemed, ${run.rejected} rejected`;
      return { holds: issued, sales: redeemed.length, answers: told.totals(), losses, notes: [note] };
    } finally {
      shop.close();
      http.close();
      await worker.stop();
    }
  },
};

/** Every state of the settings: each key is published before it signs, and accepted for a while after. */
async function rotations() {
  const keys = await Promise.all(Array.from({ length: ROTATIONS + 2 }, () => newSigningKey("active")));
  return Array.from({ length: ROTATIONS + 1 }, (_, rotation) =>
    keys.slice(0, rotation + 2).map((key, at) => ({ ...key, status: statusOf(rotation - at) })),
  );
}

function statusOf(rotationsAgo: number): string {
  if (rotationsAgo < 0) return "next";
  if (rotationsAgo === 0) return "active";
  return rotationsAgo <= RETIRING_ROTATIONS ? "retiring" : "retired";
}

class Rotation {
  readonly told = new ClientAnswers();
  readonly losses: string[] = [];
  readonly redeemed: { call: Call; text: string; holdId: string }[] = [];
  issued = 0;
  rejected = 0;
  readonly #http: HttpClient;
  readonly #settings: LocalSettings;
  readonly #open: Issued[] = [];
  /** Tokens that no shop redeems, until their keys are retired. */
  readonly #kept: Issued[] = [];
  #rotation = 0;
  #buyers = 0;

  constructor(http: HttpClient, settings: LocalSettings) {
    this.#http = http;
    this.#settings = settings;
  }

  async play(clients: number): Promise<void> {
    const end = new AbortController();
    const calling = Array.from({ length: clients }, () => this.#client(end.signal));
    for (; this.#rotation < ROTATIONS; this.#rotation += 1) await pause(ROTATE_EACH_MS);
    end.abort();
    await Promise.all(calling);
  }

  /** Tokens of keys that are retired by now, of which an isolate with the newest settings takes one all the same. */
  async retiredTokensThatPass(): Promise<string[]> {
    const retired = this.#kept.filter(({ rotation }) => this.#rotation - rotation > RETIRING_ROTATIONS);
    if (retired.length === 0) return ["no token of a retired key was left to try"];
    const answers = await Promise.all(retired.map((issued) => this.#redeem(issued, this.#rotation)));
    return answers.filter(({ status }) => status !== 401).map(({ status }) => `a retired key was answered ${status}`);
  }

  async #client(until: AbortSignal): Promise<void> {
    while (!until.aborted) {
      await this.#buy();
      await this.#pay();
    }
  }

  async #buy(): Promise<void> {
    const buyer = this.#buyers++;
    const rotation = this.#isolate();
    const path = `/v1/sales/${SALE_ID}/checkouts`;
    const answer = await this.#send("checkout", { path, body: buyerCheckout(buyer), rotation });
    const { allocation, allowToken: token } = JSON.parse(answer.text);
    if (answer.status !== 200 || token === undefined) {
      this.losses.push(`a buyer was answered ${answer.status}: ${answer.text}`);
      return;
    }
    this.issued += 1;
    const issued: Issued = { token, holdId: allocation.holdId, buyer, rotation };
    const isKept = this.#kept.length <= this.#rotation;
    (isKept ? this.#kept : this.#open).push(issued);
  }

  /** Pays for what was held first, or for what is new, as shops do. */
  async #pay(): Promise<void> {
    const isDue = (this.#open[0]?.rotation ?? Number.POSITIVE_INFINITY) <= this.#rotation - REDEEMED_WITHIN_ROTATIONS;
    const issued = isDue || Math.random() < 0.5 ? this.#open.shift() : this.#open.pop();
    if (issued === undefined) return;
    const { status, text } = await this.#redeem(issued, this.#isolate());
    if (status === 200) {
      const orderId = orderOf(issued);
      const call: Call = { kind: "redeem", key: orderId, holdId: issued.holdId, token: issued.token, orderId };
      this.redeemed.push({ call, text, holdId: issued.holdId });
      return;
    }
    this.rejected += 1;
    this.losses.push(`a token of ${this.#rotation - issued.rotation} rotations ago was answered ${status}: ${text}`);
  }

  #redeem(issued: Issued, rotation: number): Promise<HttpAnswer> {
    const body = { token: issued.token, orderId: orderOf(issued) };
    return this.#send("redeem", { path: "/v1/tokens/redeem", body, rotation });
  }

  /** Settings reach one isolate sooner than another. */
  #isolate(): number {
    return Math.max(0, this.#rotation - (Math.random() < 0.5 ? 1 : 0));
  }

  async #send(
    kind: Call["kind"],
    { path, body, rotation }: { path: string; body: object; rotation: number },
  ): Promise<HttpAnswer> {
    const headers = {
      Authorization: `Bearer ${this.#settings.shopKey}`,
      "Content-Type": "application/json",
      "Idempotency-Key": randomUUID(),
      [ROTATION_HEADER]: String(rotation),
    };
    for (;;) {
      const answer = await this.#http.send({ method: "POST", path, headers, body: JSON.stringify(body) });
      this.told.count(kind, answer);
      if (answer.status !== 503) return answer;
      await pause(BUSY_PAUSE_MS);
    }
  }
}

function orderOf({ buyer }: Issued): string {
  return `ord_${buyer}`;
}
