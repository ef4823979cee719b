import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { provideWorker } from "../../src/dev/build-worker.ts";
import { killedWhileTexting } from "../rig/faults/killed-while-texting.ts";

/** Of a busy machine; a killed process breaks its connections at once. */
const ANSWER_WITHIN_MS = 30_000;

it("a text message that is delivered until it is answered has one effect, wherever the service was killed", async () => {
  await provideWorker("if-missing");
  const folder = await mkdtemp(join(tmpdir(), "firsthand-texting-"));
  try {
    const { losses, answers } = await killedWhileTexting.run(folder, { clients: 16, answerWithinMs: ANSWER_WITHIN_MS });
    expect(losses).toEqual([]);
    expect([(answers["200"] ?? 0) > 0, (answers.none ?? 0) > 0]).toEqual([true, true]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
