import { runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { requeueOverdue } from "../../src/app/webhooks/handle-queue.ts";
import { registerObjectName } from "../../src/domain/ids.ts";
import type { DeliveryMessage } from "../../src/platform/webhooks/kept-event.ts";
import { registrationAnswer } from "../../src/wire/registration.ts";
import { checkoutOf } from "../support/fixtures.ts";
import { serveCertificates } from "./support/access-team.ts";
import { callWith } from "./support/call-with.ts";
import { ANN, BOB, dispose, newCase } from "./support/case-calls.ts";
import { call, migrateDatabase, type ShopName, saleStub, shopKey } from "./support/deployment.ts";
import { drawnSale, drawStub } from "./support/drawn-sale.ts";
import { checkout, holdUnit, newSale, putSale, redeem } from "./support/shopping.ts";

beforeAll(async () => {
  serveCertificates();
  await migrateDatabase();
});

const AT = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

/** A webhook at which nobody listens, since only what is kept for it is looked at. */
async function listen(webhookId: string, events: readonly string[], shop: ShopName = "shop-a") {
  return await call(`/v1/webhooks/${webhookId}`, { method: "PUT", body: { url: "http://127.0.0.1:9/", events }, shop });
}

describe("the address of a webhook", () => {
  it.each([
    ["of this machine", "http://127.0.0.1:9/"],
    ["of a private network", "https://10.0.0.7/hooks"],
    ["of the cloud's own data", "https://169.254.169.254/latest/meta-data"],
    ["of a name that is no public one", "https://db.internal/hooks"],
    ["without encryption", "http://shop.example.com/hooks"],
  ])("may not be one %s where it is deployed: 400, and no webhook is made", async (_, url) => {
    const webhookId = `private-${crypto.randomUUID()}`;
    const headers = {
      Authorization: `Bearer ${shopKey("shop-a")}`,
      "Idempotency-Key": crypto.randomUUID(),
      "Content-Type": "application/json",
    };
    const deployed = { ENVIRONMENT: "production", BEACON: undefined };
    const body = JSON.stringify({ url, events: ["sale.*"] });
    const refused = await callWith(deployed, `/v1/webhooks/${webhookId}`, { method: "PUT", headers, body });
    expect([refused.status, await refused.json()]).toMatchObject([400, { errors: [{ pointer: "/url" }] }]);
    expect((await call(`/v1/webhooks/${webhookId}`, { method: "GET", key: "" })).status).toBe(404);
  });
});

/** What is kept for a webhook, in the order in which it happened. */
async function kept(webhookId: string): Promise<readonly { type: string; body: string }[]> {
  const { results } = await env.DB.prepare(
    "SELECT type, body FROM webhook_delivery WHERE webhook_id = ? ORDER BY event_at_ms, event_id",
  )
    .bind(webhookId)
    .all<{ type: string; body: string }>();
  return results;
}

const typesOf = async (webhookId: string, about: string) =>
  (await kept(webhookId)).filter(({ body }) => body.includes(about)).map(({ type }) => type);

describe("an event", () => {
  it("of a sale is kept for whoever listens, and for nobody else", async () => {
    await listen("sale", ["sale.*", "hold.created"]);
    await listen("other-shop", ["sale.*", "hold.*"], "shop-b");
    await listen("other-type", ["draw.*"]);
    const saleId = await newSale();
    await checkout(saleId, checkoutOf(1));
    await runDurableObjectAlarm(saleStub(saleId));
    expect(await typesOf("sale", saleId)).toEqual(["sale.opened", "hold.created"]);
    expect([...(await typesOf("other-shop", saleId)), ...(await typesOf("other-type", saleId))]).toEqual([]);
  });

  it("of an order that its shop puts off is told by the alarm", async () => {
    await listen("delayed", ["order.delayed"]);
    const [closesAt, shipBy, later] = [AT(24), AT(48), AT(96)];
    const saleId = await newSale({ closesAt, shipBy });
    const { token } = await holdUnit(saleId);
    expect((await redeem(token)).status).toBe(200);
    await putSale(saleId, { closesAt, shipBy: later });
    await runDurableObjectAlarm(saleStub(saleId));
    const [event, ...others] = (await kept("delayed")).filter(({ body }) => body.includes(saleId));
    expect(JSON.parse(event?.body ?? "").data).toMatchObject({ state: "paid", shipBy, delayedTo: later });
    expect(others).toEqual([]);
  });

  it("of a registration is kept once, however often it is asked for", async () => {
    await listen("registered", ["registration.*"]);
    const saleId = await newSale({
      registration: { opensAt: AT(-1), closesAt: AT(1) },
      registrationShards: 1,
      closesAt: AT(2),
    });
    const path = `/v1/sales/${saleId}/registrations`;
    const { registrationId } = registrationAnswer.parse((await call(path, { body: checkoutOf(1) })).json);
    await call(path, { body: checkoutOf(1) });
    await call(`${path}/withdraw`, { body: { registrationId } });
    const register = env.REGISTER.getByName(registerObjectName({ saleId, shard: 0 }));
    await runDurableObjectAlarm(register);
    expect(await typesOf("registered", saleId)).toEqual(["registration.recorded", "registration.withdrawn"]);
  });

  it("of a draw tells each stage that it comes to", async () => {
    await listen("drawn", ["draw.*"]);
    const saleId = await drawnSale();
    await runDurableObjectAlarm(drawStub(saleId));
    expect(await typesOf("drawn", saleId)).toEqual(["draw.scheduled", "draw.registering"]);
  });

  it("of a case is kept with the case itself", async () => {
    await listen("cases", ["case.*"]);
    const { caseId } = await newCase();
    await dispose(caseId, "take", ANN);
    await dispose(caseId, "confirm", ANN);
    await dispose(caseId, "confirm", BOB);
    const about = (await kept("cases")).filter(({ body }) => body.includes(caseId));
    expect(about.map(({ body }) => JSON.parse(body).data)).toEqual([
      { caseId, state: "new" },
      { caseId, from: "new", state: "in_review" },
      { caseId, from: "in_review", state: "confirmed" },
    ]);
  });

  it("of the staff is for shops that the settings name", async () => {
    const refused = await listen("nosy", ["case.*"], "shop-b");
    expect(refused.status).toBe(400);
    expect(refused.json).toMatchObject({ errors: [{ pointer: "/events/0" }] });
  });
});

describe("an outbox", () => {
  const failing = { sendBatch: () => Promise.reject(new Error("Queue sendBatch failed")) };

  it("whose events the queue did not take is put into it by the schedule", async () => {
    await listen("late", ["sale.scheduled"]);
    const saleId = await newSale({ opensAt: AT(1), closesAt: AT(2) });
    await runDurableObjectAlarm(saleStub(saleId));
    const taken: DeliveryMessage[] = [];
    const queue = {
      sendBatch: async (messages: Iterable<MessageSendRequest<DeliveryMessage>>) => {
        taken.push(...[...messages].map(({ body }) => body));
        return { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } };
      },
    };
    const inTenMinutes = Date.now() + 600_000;
    await env.DB.prepare(
      "UPDATE webhook_delivery SET state = 'waiting', due_at_ms = 0, queued_at_ms = 0, leased_until_ms = 0 WHERE webhook_id = 'late'",
    ).run();
    await requeueOverdue({ DB: env.DB, WEBHOOKS: { ...env.WEBHOOKS, ...failing } }, inTenMinutes - 600_000);
    await requeueOverdue({ DB: env.DB, WEBHOOKS: { ...env.WEBHOOKS, ...queue } }, inTenMinutes);
    expect(taken.filter(({ webhookId }) => webhookId === "late")).toHaveLength(1);
  });
});
