import { randomUUID } from "node:crypto";
import type * as z from "zod";
import type { checkoutAnswer } from "../../../src/wire/checkout.ts";
import { type Call, SALE_ID, send } from "../shared/call.ts";
import type { HttpAnswer } from "../shared/http-client.ts";
import { pause } from "../shared/pause.ts";
import type { ShopClient } from "../shared/shop-client.ts";
import type { ClientAnswers } from "./client-answers.ts";

/** A connection that breaks says nothing of when to come back. */
const BROKEN_PAUSE_MS = 50;
const READ_EVERY_MS = 100;

export type Clients = {
  readonly shop: ShopClient;
  readonly clients: number;
  readonly nextBuyer: () => number;
  readonly told: ClientAnswers;
  /** Ends the clients, each after the call that it is at. */
  readonly until: AbortSignal;
};

/**
 * Has a number of clients check out and redeem without pause, as shops do whose service is in trouble: who is told to come
 * back does so when told, who hears nothing asks again, always under the same key.
 */
export async function runPatientClients(clients: Clients): Promise<void> {
  const callers = Array.from({ length: clients.clients }, (_, client) => runClient(clients, client));
  await Promise.all([...callers, readAlong(clients)]);
}

/** Reads what the shop and everybody may read, meanwhile. */
async function readAlong({ shop, told, until }: Clients): Promise<void> {
  while (!until.aborted) {
    for (const path of [`/v1/sales/${SALE_ID}/ledger`, `/v1/sales/${SALE_ID}`, "/healthz"]) {
      told.count("read", await shop.read(path).catch(() => undefined));
    }
    await pause(READ_EVERY_MS);
  }
}

async function runClient(clients: Clients, client: number): Promise<void> {
  const { told, nextBuyer, until } = clients;
  while (!until.aborted) {
    const buyer = nextBuyer();
    const checkout: Call = { kind: "checkout", key: randomUUID(), buyer };
    const held = await untilAnswered(clients, checkout);
    if (held === undefined) return;
    const { allocation, allowToken }: z.infer<typeof checkoutAnswer> = JSON.parse(held.text);
    if (allocation.status !== "held" || allowToken === undefined) {
      told.wrong.push(`a buyer was not held: ${held.text}`);
      return;
    }
    const { holdId } = allocation;
    told.acknowledged.push({ call: checkout, text: held.text, holdId });
    // Every other client leaves its holds open, so that the fault meets both kinds.
    if (client % 2 === 0) continue;
    const redeem: Call = { kind: "redeem", key: randomUUID(), holdId, token: allowToken, orderId: `ord_${buyer}` };
    const sold = await untilAnswered(clients, redeem);
    if (sold === undefined) return;
    told.acknowledged.push({ call: redeem, text: sold.text, holdId });
  }
}

/** Repeats a call under its key until it is answered with success; undefined, and noted, where the clients end before. */
async function untilAnswered({ shop, told, until }: Clients, call: Call): Promise<HttpAnswer | undefined> {
  for (;;) {
    const answer = await send(shop, call).catch(() => undefined);
    told.count(call.kind, answer);
    if (answer?.status === 200) return answer;
    if (until.aborted) {
      told.unanswered.push(call);
      return undefined;
    }
    await pause(answer === undefined ? BROKEN_PAUSE_MS : Number(answer.header("retry-after") ?? 1) * 1000);
  }
}
