import { parentPort, workerData } from "node:worker_threads";
import { readRecordedDecision } from "../../../domain/rules/replay/recorded-decision.ts";
import { replayDecision } from "../../../domain/rules/replay/replay-decision.ts";
import { newTally, tallyDecision } from "../../../domain/rules/replay/replay-tally.ts";
import { policiesOf } from "./replay-policies.ts";
import type { ReplaySetup, ReplayTask } from "./replay-task.ts";

const setup: ReplaySetup = workerData;
const policies = policiesOf(setup);
const decoder = new TextDecoder();

parentPort?.on("message", (block: Uint8Array) => {
  const lines = decoder.decode(block).split("\n");
  if (lines.at(-1) === "") lines.pop();
  const tally = newTally();
  const unread: { line: number; why: string }[] = [];
  for (const [index, line] of lines.entries()) {
    const recorded = readRecordedDecision(line);
    if (recorded.ok) tallyDecision(tally, replayDecision(recorded.value, policies));
    else unread.push({ line: index + 1, why: recorded.error });
  }
  const done: ReplayTask = { tally, lines: lines.length, unread };
  parentPort?.postMessage(done);
});
