import { randomUUID } from "node:crypto";
import { request } from "node:http";
import { buyerCheckout } from "../shared/buyer.ts";
import { type Call, holdIdIn, SALE_ID, send } from "../shared/call.ts";
import { pause } from "../shared/pause.ts";
import type { Fault } from "./fault.ts";
import { type Trial, withTrial } from "./trial.ts";

const LASTS_MS = 5000;
const GONE_WITHIN_MS = 20;

/**
 * Every checkout is sent three times under its key, at almost the same moment: once by a client that goes away before the
 * answer, with half of its body sent or all of it, and twice by ones that wait. Both get the same bytes, and it was done once.
 */
export const carelessClients: Fault = {
  id: "F5",
  title: "clients gone, calls doubled and reordered",
  needs: {},
  run: (folder, plan) =>
    withTrial(folder, plan, async (trial) => {
      await trial.start();
      await trial.createSale();
      const untilMs = performance.now() + LASTS_MS;
      await Promise.all(
        Array.from({ length: plan.clients }, async () => {
          while (performance.now() < untilMs) await tryCheckout(trial);
        }),
      );
      return await trial.settle();
    }),
};

async function tryCheckout(trial: Trial): Promise<void> {
  const { shop, told, nextBuyer } = trial;
  const call: Call = { kind: "checkout", key: randomUUID(), buyer: nextBuyer() };
  const later = async () => {
    await pause(Math.random() * GONE_WITHIN_MS);
    return await send(shop, call).catch(() => undefined);
  };
  const [first, second] = await Promise.all([later(), later(), comeAndGo(trial, call)]);
  for (const answer of [first, second]) told.count("checkout", answer);
  if (first?.status !== 200 || second?.status !== 200) {
    told.unanswered.push(call);
    return;
  }
  if (first.text !== second.text) told.wrong.push(`two answers to one checkout: ${first.text} and ${second.text}`);
  const holdId = holdIdIn(first.text) ?? "";
  told.acknowledged.push({ call, text: first.text, holdId });
}

/** A client that breaks its connection at a random moment, in the middle of the body or while it waits. */
async function comeAndGo({ baseUrl, shopKey }: Trial, call: Call & { kind: "checkout" }): Promise<void> {
  const body = JSON.stringify(buyerCheckout(call.buyer));
  const headers = {
    Authorization: `Bearer ${shopKey}`,
    "Content-Type": "application/json",
    "Content-Length": String(body.length),
    "Idempotency-Key": call.key,
  };
  const client = request(`${baseUrl}/v1/sales/${SALE_ID}/checkouts`, { method: "POST", headers, agent: false });
  client.on("error", () => {});
  client.on("response", (response) => response.resume());
  client.write(body.slice(0, Math.random() < 0.5 ? body.length : body.length / 2));
  await pause(Math.random() * GONE_WITHIN_MS);
  client.socket?.resetAndDestroy();
}
