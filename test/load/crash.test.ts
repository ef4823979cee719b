import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { buildWorker } from "../../src/dev/build-worker.ts";
import { crashLoop } from "../rig/crash/crash-loop.ts";

const ROUNDS = 5;
const WITHIN_MS = 180_000;

describe("a service that is killed under load", () => {
  it("keeps what it acknowledged and half-does nothing", { timeout: WITHIN_MS }, async () => {
    if (!existsSync("dist/worker/worker.js")) await buildWorker();
    const report = await crashLoop({ rounds: ROUNDS, clients: 32 }, () => {});
    expect(report.losses).toEqual([]);
    expect(report.restartMs).toHaveLength(ROUNDS);
    expect(report.holds).toBeGreaterThan(0);
    expect(report.sales).toBeGreaterThan(0);
    expect(report.applied + report.absent).toBeGreaterThan(0);
  });
});
