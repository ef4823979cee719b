import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { provideWorker } from "../../src/dev/build-worker.ts";
import { killedProcess } from "../rig/faults/killed-process.ts";

const WITHIN_MS = 180_000;

it("a service that is killed under load keeps what it acknowledged and half-does nothing", {
  timeout: WITHIN_MS,
}, async () => {
  await provideWorker("if-missing");
  const folder = await mkdtemp(join(tmpdir(), "firsthand-killed-"));
  try {
    const { losses, holds, sales, notes } = await killedProcess.run(folder, { clients: 32, answerWithinMs: 2000 });
    expect(losses).toEqual([]);
    expect([holds > 0, sales > 0]).toEqual([true, true]);
    expect(notes.join()).toMatch(/broke off (?!0 had been applied and 0 had not)/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
