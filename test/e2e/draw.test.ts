import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { drawAnswer } from "../../src/wire/draw.ts";
import { registrationAnswer } from "../../src/wire/registration.ts";
import { checkoutOf, SALE } from "../support/fixtures.ts";
import { PATIENCE_MS, type RunningService, runningService } from "./running-service.ts";

const SALE_ID = "drawn";
const BUYERS = 8;
const REGISTRATION_MS = 6000;
/** The lead, the margin before it, and the beacon's period. */
const DRAWN_WITHIN = { timeout: PATIENCE_MS, interval: 500 };

let service: RunningService;
beforeAll(async () => {
  service = await runningService();
});
afterAll(() => service?.stop());

const call = (method: string, path: string, body?: object) => service.call(method, `/v1/sales/${SALE_ID}${path}`, body);

it("a running service draws by the beacon of this machine, and draw:verify recomputes it", async () => {
  const nowMs = Date.now();
  const at = (fromNowMs: number) => new Date(nowMs + fromNowMs).toISOString();
  const drawAt = at(REGISTRATION_MS + 10_000);
  await call("PUT", "", {
    ...SALE,
    mode: "draw",
    units: 3,
    opensAt: drawAt,
    registration: { opensAt: at(-1000), closesAt: at(REGISTRATION_MS) },
    draw: { drawAt, leadSeconds: 5 },
  });
  const receipts: string[] = [];
  for (let buyer = 1; buyer <= BUYERS; buyer += 1) {
    receipts.push(registrationAnswer.parse(await call("POST", "/registrations", checkoutOf(buyer))).receipt);
  }
  await vi.waitFor(async () => {
    expect(drawAnswer.parse(await call("GET", "/draw"))).toMatchObject({ stage: "calling", called: 3 });
  }, DRAWN_WITHIN);
  writeFileSync(join(service.folder, "receipts.txt"), receipts.join("\n"));
  const verify = [resolve("src/cli/draw-verify.ts"), "--sale", SALE_ID, "--receipt", "receipts.txt", "--json"];
  const { stdout, status } = spawnSync(process.execPath, verify, { cwd: service.folder, encoding: "utf8" });
  expect(JSON.parse(stdout)).toMatchObject({ entries: BUYERS, called: 3, statements: 4, ownSecret: false });
  expect(status).toBe(0);
});

it("the bundle as it is deployed has no clock to advance", async () => {
  const headers = { "Content-Type": "application/json" };
  const body = JSON.stringify({ advanceSeconds: 60 });
  const asked = await fetch(`${service.baseUrl}/dev/clock`, { method: "POST", headers, body });
  expect([asked.status, await asked.text()]).toEqual([409, expect.stringContaining("npm start -- --clock")]);
});
