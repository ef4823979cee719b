import type { ServerResponse } from "node:http";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { deliveryListAnswer, sentEventAnswer, webhookAnswer } from "../../src/wire/webhook.ts";
import { type RunningService, runningService } from "../e2e/running-service.ts";
import { type Received, type Receiver, startReceiver } from "./receiver.ts";

let service: RunningService;
const receivers: Receiver[] = [];
beforeAll(async () => {
  service = await runningService();
});
afterAll(async () => {
  for (const each of receivers) each.stop();
  await service.stop();
});

async function call(method: string, path: string, body?: object, key: string = crypto.randomUUID()): Promise<Response> {
  return await fetch(`${service.baseUrl}${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${service.shopKey}`,
      "Idempotency-Key": key,
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function called<Schema extends z.ZodType>(
  schema: Schema,
  ...args: Parameters<typeof call>
): Promise<z.infer<Schema>> {
  const response = await call(...args);
  expect(response.status, await response.clone().text()).toBe(200);
  return schema.parse(await response.json());
}

/** A receiver with a webhook of its own, which listens to sales. */
async function listening(id: string, answer?: Parameters<typeof startReceiver>[0]) {
  const receiver = await startReceiver(answer);
  receivers.push(receiver);
  const body = { url: receiver.url, events: ["sale.*"] };
  const { secret = "" } = await called(webhookAnswer, "PUT", `/v1/webhooks/${id}`, body);
  return { receiver, secret, body };
}

/** Sends a test event and waits until it came. */
async function tested(id: string, receiver: Receiver): Promise<Received> {
  const { eventId } = await called(sentEventAnswer, "POST", `/v1/webhooks/${id}/test`);
  return await receiver.until(({ headers }) => headers["webhook-id"] === eventId);
}

/** The delivery of an event, once it is as it is looked for. */
async function delivery(id: string, eventId: string | undefined, isFound: (tries: number, state: string) => boolean) {
  for (;;) {
    const { deliveries } = await called(deliveryListAnswer, "GET", `/v1/webhooks/${id}/deliveries`);
    const found = deliveries.find((each) => each.eventId === eventId);
    if (found !== undefined && isFound(found.tries, found.state)) return found;
  }
}

function verified(secret: string, { headers, body }: Received): unknown {
  return new Webhook(secret).verify(body, {
    "webhook-id": String(headers["webhook-id"]),
    "webhook-timestamp": String(headers["webhook-timestamp"]),
    "webhook-signature": String(headers["webhook-signature"]),
  });
}

const SALE = {
  title: "Told of",
  sku: "T-1",
  mode: "flash",
  units: 5,
  price: { amountMinor: 100, currency: "INR" },
  opensAt: "2026-01-01T00:00:00Z",
  closesAt: "2036-01-01T00:00:00Z",
  limits: { perAccount: 1, perDevice: 1, perHousehold: 2, perPayment: 2 },
};

describe("a webhook", () => {
  it("is told what it listens to, signed so that the library of Standard Webhooks accepts it", async () => {
    const { receiver, secret } = await listening("sales");
    await called(z.unknown(), "PUT", "/v1/sales/told", SALE);
    const isOpened = ({ body }: Received) => body.includes('"sale.opened"') && body.includes('"told"');
    expect(verified(secret, await receiver.until(isOpened))).toMatchObject({
      type: "sale.opened",
      data: { saleId: "told", phase: "open", stock: { received: 5, free: 5, held: 0, sold: 0, withdrawn: 0 } },
    });
  });

  it("has its secret told once, and to the repeat of that call alone", async () => {
    const body = { url: "http://127.0.0.1:9/hooks", events: ["sale.paused"] };
    const first = await call("PUT", "/v1/webhooks/once", body, "key-once");
    const again = await call("PUT", "/v1/webhooks/once", body, "key-once");
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    expect(await again.text()).toBe(await first.text());
    expect(await called(webhookAnswer, "GET", "/v1/webhooks/once")).not.toHaveProperty("secret");
    expect(await called(webhookAnswer, "PUT", "/v1/webhooks/once", body)).not.toHaveProperty("secret");
    expect((await call("PUT", "/v1/webhooks/once", { ...body, events: ["sale.*"] }, "key-once")).status).toBe(422);
  });

  it("is signed for with both secrets while one takes the place of the other", async () => {
    const { receiver, secret } = await listening("rotated");
    const { secret: next = "" } = await called(webhookAnswer, "POST", "/v1/webhooks/rotated/secrets", {});
    const message = await tested("rotated", receiver);
    expect(next).not.toBe(secret);
    expect(verified(secret, message)).toEqual(verified(next, message));
  });

  it("is signed for with the new secret alone where the old one is not kept", async () => {
    const { receiver, secret } = await listening("leaked");
    const rotation = { keepOldForSeconds: 0 };
    const { secret: next = "" } = await called(webhookAnswer, "POST", "/v1/webhooks/leaked/secrets", rotation);
    const message = await tested("leaked", receiver);
    expect(verified(next, message)).toMatchObject({ type: "webhook.test" });
    expect(() => verified(secret, message)).toThrow("No matching signature found");
  });

  it("is sent an event again by hand, under its first id", async () => {
    const { receiver } = await listening("again");
    const { headers } = await tested("again", receiver);
    const eventId = String(headers["webhook-id"]);
    await delivery("again", eventId, (_, state) => state === "delivered");
    receiver.received.length = 0;
    await called(sentEventAnswer, "POST", `/v1/webhooks/again/deliveries/${eventId}/redeliver`);
    expect((await receiver.until(() => true)).headers["webhook-id"]).toBe(eventId);
  });

  it("is sent nothing once it is deleted", async () => {
    const { receiver } = await listening("gone");
    await called(z.unknown(), "DELETE", "/v1/webhooks/gone");
    expect((await call("POST", "/v1/webhooks/gone/test")).status).toBe(404);
    expect(receiver.received).toEqual([]);
  });
});

const answering =
  (status: number, headers: { [name: string]: string } = {}) =>
  (response: ServerResponse) =>
    void response.writeHead(status, headers).end();

describe.concurrent("a receiver", () => {
  it.each([
    ["500", answering(500), { status: 500, failed: "status" }],
    [
      "a redirect, which is not followed",
      answering(302, { Location: "/elsewhere" }),
      { status: 302, failed: "redirect" },
    ],
    ["no connection", (response: ServerResponse) => void response.destroy(), { failed: "unreachable" }],
  ])("that answers with %s is tried again", async (name, answer, tried) => {
    const id = `bad-${name.slice(0, 3).trim().replaceAll(" ", "-")}`;
    const { receiver } = await listening(id, answer);
    const { headers } = await tested(id, receiver);
    const found = await delivery(id, String(headers["webhook-id"]), (tries) => tries > 0);
    expect(found).toMatchObject({ state: "waiting", lastTries: [tried] });
    expect(receiver.received.map(({ path }) => path)).not.toContain("/elsewhere");
  });

  it("that is well again gets the event, by its queue and by itself", async () => {
    const { receiver } = await listening(
      "well",
      (response) => void response.writeHead(receiver.received.length === 1 ? 500 : 204).end(),
    );
    const { headers } = await tested("well", receiver);
    const found = await delivery("well", String(headers["webhook-id"]), (_, state) => state === "delivered");
    expect(found.lastTries.map(({ status }) => status)).toEqual([500, 204]);
  });

  it("that says when it is ready again is asked then", async () => {
    const { receiver } = await listening("busy", answering(429, { "Retry-After": "3600" }));
    const { headers } = await tested("busy", receiver);
    const { lastTries, nextTryAt = "" } = await delivery("busy", String(headers["webhook-id"]), (tries) => tries > 0);
    const waits = Date.parse(nextTryAt) - Date.parse(lastTries[0]?.at ?? "");
    expect(waits).toBeGreaterThanOrEqual(3_600_000);
  });

  it("that is gone for good disables its webhook", async () => {
    const { receiver } = await listening("closed", answering(410));
    const { headers } = await tested("closed", receiver);
    await delivery("closed", String(headers["webhook-id"]), (_, state) => state === "cancelled");
    expect(await called(webhookAnswer, "GET", "/v1/webhooks/closed")).toMatchObject({
      state: "disabled",
      disabledBecause: "gone",
    });
    expect((await call("POST", "/v1/webhooks/closed/test")).status).toBe(409);
  });

  it("that answers with 20 MB has its event delivered, and its answer unread", async () => {
    let sent = 0;
    const { receiver } = await listening("long", (response) => {
      response.writeHead(200);
      const part = Buffer.alloc(64 * 1024);
      const more = () => {
        while (sent < 20 * 1024 * 1024) {
          sent += part.length;
          if (!response.write(part)) return void response.once("drain", more);
        }
        response.end();
      };
      more();
    });
    const { headers } = await tested("long", receiver);
    await delivery("long", String(headers["webhook-id"]), (_, state) => state === "delivered");
    expect(sent).toBeLessThan(20 * 1024 * 1024);
  });

  it("that hangs holds up no other, and is left alone for a while", async () => {
    const hanging = await listening("hangs", () => undefined);
    const { receiver } = await listening("beside");
    const { headers } = await tested("hangs", hanging.receiver);
    await tested("beside", receiver);
    const found = await delivery("hangs", String(headers["webhook-id"]), (tries) => tries > 0);
    expect(found).toMatchObject({ state: "waiting", lastTries: [{ failed: "timeout" }] });
    expect(await called(webhookAnswer, "GET", "/v1/webhooks/hangs")).toHaveProperty("restsUntil");
  });
});
