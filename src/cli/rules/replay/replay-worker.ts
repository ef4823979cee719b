import { Buffer } from "node:buffer";
import { parentPort, workerData } from "node:worker_threads";
import { readRecordedDecision } from "../../../domain/rules/replay/recorded-decision.ts";
import { replayDecision } from "../../../domain/rules/replay/replay-decision.ts";
import { newTally, tallyDecision } from "../../../domain/rules/replay/replay-tally.ts";
import { policiesOf } from "./replay-policies.ts";
import type { ReplaySetup, ReplayTask } from "./replay-task.ts";

const NEWLINE = 0x0a;

const setup: ReplaySetup = workerData;
const policies = policiesOf(setup);

parentPort?.on("message", (block: Uint8Array) => {
  const tally = newTally();
  const unread: { line: number; why: string }[] = [];
  let lines = 0;
  for (const line of linesOf(block)) {
    lines += 1;
    const recorded = readRecordedDecision(line);
    if (recorded.ok) tallyDecision(tally, replayDecision(recorded.value, policies));
    else unread.push({ line: lines, why: recorded.error });
  }
  const done: ReplayTask = { tally, lines, unread };
  parentPort?.postMessage(done);
});

/** Each line is decoded by itself: the text of a whole block is so large that making it costs more than reading it. */
function* linesOf(block: Uint8Array): Generator<string> {
  const bytes = Buffer.from(block.buffer, block.byteOffset, block.byteLength);
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(NEWLINE, start);
    const stop = end === -1 ? bytes.length : end;
    yield bytes.toString("utf8", start, stop);
    start = stop + 1;
  }
}
