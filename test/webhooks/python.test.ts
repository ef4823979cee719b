import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningService, runningService } from "../e2e/running-service.ts";

let service: RunningService;
beforeAll(async () => {
  service = await runningService();
});
afterAll(async () => await service.stop());

it("a shop in Python sells, and verifies events by nothing but its standard library", async () => {
  const { stdout } = await promisify(execFile)("python3", ["examples/shop.py", service.baseUrl, service.shopKey]);
  expect(stdout.split("\n")).toEqual([
    "verdict allow allocation held",
    "order ord_1 sold",
    "event hold.created 1",
    "event hold.sold 1",
    "",
  ]);
});
