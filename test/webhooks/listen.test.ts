import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningService, runningService } from "../e2e/running-service.ts";

let service: RunningService;
beforeAll(async () => {
  service = await runningService();
});
afterAll(async () => await service.stop());

it("rig webhooks prints what the service of npm start sends", async () => {
  const command = ["--no-warnings", resolve("test/rig/rig.ts"), "webhooks", "--events", "sale.changed", "--count", "1"];
  const listening = spawn(process.execPath, command, { cwd: service.folder });
  const exited = once(listening, "exit");
  const printed = once(createInterface(listening.stdout), "line");
  await once(listening.stderr, "data");
  const demo = await fetch(`${service.baseUrl}/v1/sales/listened`, { method: "PUT", ...put() });
  const again = await fetch(`${service.baseUrl}/v1/sales/listened`, { method: "PUT", ...put() });
  expect([demo.status, again.status]).toEqual([200, 200]);
  expect((await printed)[0]).toMatch(/ {2}sale\.changed {12}\{"saleId":"listened","phase":"open"/);
  expect((await exited)[0]).toBe(0);
});

function put(): RequestInit {
  return {
    headers: {
      Authorization: `Bearer ${service.shopKey}`,
      "Idempotency-Key": crypto.randomUUID(),
      "Content-Type": "application/json",
    },
    body: JSON.stringify({
      title: "Listened to",
      sku: "L-1",
      mode: "flash",
      units: 1,
      price: { amountMinor: 100, currency: "INR" },
      opensAt: "2026-01-01T00:00:00Z",
      closesAt: "2036-01-01T00:00:00Z",
      limits: { perAccount: 1, perDevice: 1, perHousehold: 2, perPayment: 2 },
    }),
  };
}
