import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import * as z from "zod";
import { localSettings } from "../../src/dev/local-settings.ts";
import { WEBHOOK_REQUEUE_AFTER_MS } from "../../src/domain/limits.ts";
import { type BareWorker, startBareService } from "../rig/shared/bare-worker.ts";
import { pause } from "../rig/shared/pause.ts";
import { startReceiver } from "./receiver.ts";

/** So long after its last checkout the process is killed: in the outbox, on its way to the database, in the queue, at the receiver. */
const KILLED_AFTER_MS = [0, 700, 1100, 1900, 2600];
const CHECKOUTS = 8;
const LOOK_AGAIN_MS = 2000;

const held = z.object({ allocation: z.object({ status: z.literal("held"), holdId: z.string() }) });

const SALE = {
  title: "Killed",
  sku: "K-1",
  mode: "flash",
  units: 1000,
  price: { amountMinor: 100, currency: "INR" },
  opensAt: "2026-01-01T00:00:00Z",
  closesAt: "2036-01-01T00:00:00Z",
  limits: { perAccount: 1, perDevice: 1, perHousehold: 2, perPayment: 2 },
};

const checkoutOf = (buyer: number) => ({
  account: { id: `acc_${buyer}`, createdAt: "2024-03-01T00:00:00Z" },
  shippingAddress: { lines: [`${buyer} North Street`], city: "Mumbai", postalCode: "400001", country: "IN" },
  payment: { method: "upi" },
  quantity: 1,
  channel: "store",
});

it("whenever the process is killed, each hold that was acknowledged is told to the webhook", async () => {
  const receiver = await startReceiver();
  const folder = await mkdtemp(join(tmpdir(), "firsthand-hooks-"));
  const settings = await localSettings(folder);
  let service: BareWorker | undefined;
  const start = async () => await startBareService(settings, join(folder, "state"));
  const call = async ({ baseUrl }: BareWorker, method: string, path: string, body: object): Promise<unknown> => {
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${settings.shopKey}`,
        "Idempotency-Key": crypto.randomUUID(),
        "Content-Type": "application/json",
      },
      body: JSON.stringify(body),
    });
    return await response.json();
  };
  try {
    service = await start();
    await call(service, "PUT", "/v1/webhooks/holds", { url: receiver.url, events: ["hold.created"] });
    await call(service, "PUT", "/v1/sales/killed", SALE);
    const acknowledged: string[] = [];
    for (const [kills, afterMs] of KILLED_AFTER_MS.entries()) {
      for (let buyer = 0; buyer < CHECKOUTS; buyer += 1) {
        const answer = await call(service, "POST", "/v1/sales/killed/checkouts", checkoutOf(kills * CHECKOUTS + buyer));
        acknowledged.push(held.parse(answer).allocation.holdId);
      }
      await pause(afterMs);
      process.kill(service.processId, "SIGKILL");
      await service.stop();
      service = await start();
    }
    const missing = () => acknowledged.filter((holdId) => !receiver.received.some(({ body }) => body.includes(holdId)));
    // The schedule of the platform, of which each minute is as far away as it may be.
    for (let minutes = 1; missing().length > 0; minutes += 1) {
      const worker = await service.miniflare.getWorker("firsthand");
      const scheduledTime = new Date(Date.now() + 2 * minutes * WEBHOOK_REQUEUE_AFTER_MS);
      await worker.scheduled({ scheduledTime, cron: "* * * * *" });
      await pause(LOOK_AGAIN_MS);
    }
    expect(missing()).toEqual([]);
    expect(acknowledged).toHaveLength(KILLED_AFTER_MS.length * CHECKOUTS);
  } finally {
    await service?.stop();
    receiver.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
