import { randomUUID } from "node:crypto";
import type * as z from "zod";
import type { checkoutAnswer } from "../../../src/wire/checkout.ts";
import type { ShopClient } from "../shared/shop-client.ts";
import { type Acknowledged, type Call, send } from "./call.ts";

/** What a crash left behind on the side of the clients. */
export type Traffic = {
  readonly acknowledged: Acknowledged[];
  /** Calls that broke off without an answer: applied or not, nobody knows yet. */
  readonly unanswered: Call[];
};

/**
 * Has a number of clients check out and redeem without pause. Each ends with its first call that gets no answer, which is
 * when the service is killed.
 * @throws Error where a call is answered as no call of a sound service is
 */
export async function runClients(
  shop: ShopClient,
  { clients, nextBuyer }: { readonly clients: number; readonly nextBuyer: () => number },
): Promise<Traffic> {
  const traffic: Traffic = { acknowledged: [], unanswered: [] };
  await Promise.all(Array.from({ length: clients }, (_, client) => runClient(shop, client, nextBuyer, traffic)));
  return traffic;
}

async function runClient(shop: ShopClient, client: number, nextBuyer: () => number, traffic: Traffic): Promise<void> {
  for (;;) {
    const buyer = nextBuyer();
    const checkout: Call = { kind: "checkout", key: randomUUID(), buyer };
    const held = await tryCall(shop, checkout, traffic);
    if (held === undefined) return;
    const { allocation, allowToken }: z.infer<typeof checkoutAnswer> = JSON.parse(held);
    if (allocation.status !== "held" || allowToken === undefined) throw new Error(`A buyer was not held: ${held}`);
    const { holdId } = allocation;
    traffic.acknowledged.push({ call: checkout, text: held, holdId });
    // Every other client leaves its holds open, so that each crash meets both kinds.
    if (client % 2 === 0) continue;
    const redeem: Call = { kind: "redeem", key: randomUUID(), holdId, token: allowToken, orderId: `ord_${buyer}` };
    const sold = await tryCall(shop, redeem, traffic);
    if (sold === undefined) return;
    traffic.acknowledged.push({ call: redeem, text: sold, holdId });
  }
}

/** The text of the answer; undefined, and noted, where none came. */
async function tryCall(shop: ShopClient, call: Call, traffic: Traffic): Promise<string | undefined> {
  const answer = await send(shop, call).catch(() => undefined);
  if (answer === undefined) {
    traffic.unanswered.push(call);
    return undefined;
  }
  if (answer.status !== 200) throw new Error(`A ${call.kind} was answered ${answer.status}: ${answer.text}`);
  return answer.text;
}
