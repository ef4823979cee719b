import { parentPort, workerData } from "node:worker_threads";
import { scanLine } from "../../resellers/domain/scan-line.ts";
import { loadAssessor } from "./load-assessor.ts";
import { printedLine } from "./printed-line.ts";
import { addCounts, NO_COUNTS, type ScanSetup, type ScanTask } from "./scan-task.ts";

const { files, mode, nowMs }: ScanSetup = workerData;
const assessor = loadAssessor(files);
if (!assessor.ok) throw new TypeError(assessor.error.join("\n"));
const { value } = assessor;
const decoder = new TextDecoder();

parentPort?.on("message", (block: Uint8Array) => {
  const lines = decoder.decode(block).split("\n");
  if (lines.at(-1) === "") lines.pop();
  let text = "";
  let counts = NO_COUNTS;
  for (const line of lines) {
    const answer = scanLine(value, line, nowMs);
    counts = addCounts(counts, {
      lines: 1,
      flagged: "flag" in answer && answer.flag ? 1 : 0,
      authorized: "flag" in answer && answer.authorized ? 1 : 0,
      notHosts: "flag" in answer ? 0 : 1,
    });
    text += printedLine(answer, mode);
  }
  const done: ScanTask = { text, counts };
  parentPort?.postMessage(done);
});
