import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { pause } from "../shared/pause.ts";

const LOOK_AGAIN_MS = 10;
const ATTACH_WITHIN_MS = 10_000;

/** Calls of the operating system that fail or wait: which, on which files, and how, in the words of `strace --inject`. */
export type FailingCalls = {
  readonly calls: readonly string[];
  readonly files: readonly string[];
  readonly how: string;
};

/**
 * Has calls of a running process fail or wait, by strace.
 * @returns how to end it
 */
export async function failCalls(processId: number, { calls, files, how }: FailingCalls): Promise<() => Promise<void>> {
  const names = calls.join(",");
  const options = ["-f", "-qq", "-o", "/dev/null", "-e", `trace=${names}`, "-e", `inject=${names}:${how}`];
  const only = files.flatMap((file) => ["-P", file]);
  const strace = spawn("strace", [...options, ...only, "-p", String(processId)], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let complaint = "";
  strace.stderr.on("data", (chunk: Buffer) => {
    complaint += chunk;
  });
  const ended = new Promise<void>((resolve) => strace.on("close", () => resolve()));
  const giveUpAtMs = performance.now() + ATTACH_WITHIN_MS;
  while (!isTraced(processId)) {
    if (strace.exitCode !== null || performance.now() > giveUpAtMs)
      throw new Error(`strace did not attach: ${complaint}`);
    await pause(LOOK_AGAIN_MS);
  }
  return async () => {
    strace.kill("SIGINT");
    await ended;
  };
}

function isTraced(processId: number): boolean {
  return !/^TracerPid:\t0$/m.test(readFileSync(`/proc/${processId}/status`, "utf8"));
}
