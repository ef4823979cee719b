import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { provideWorker } from "../../src/dev/build-worker.ts";
import { killedProcess } from "../rig/faults/killed-process.ts";

/** Of a busy machine; a killed process breaks its connections at once. */
const ANSWER_WITHIN_MS = 30_000;

it("a service that is killed under load keeps what it acknowledged and half-does nothing", async () => {
  await provideWorker("if-missing");
  const folder = await mkdtemp(join(tmpdir(), "firsthand-killed-"));
  try {
    const { losses, holds, sales, notes } = await killedProcess.run(folder, {
      clients: 32,
      answerWithinMs: ANSWER_WITHIN_MS,
    });
    expect(losses).toEqual([]);
    expect([holds > 0, sales > 0]).toEqual([true, true]);
    expect(notes.join()).toMatch(/broke off (?!0 had been applied and 0 had not)/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
