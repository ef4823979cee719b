import { spawnSync } from "node:child_process";

const PROGRAM = "test/independent/draw_verify.py";

/** Whether the independent verifier can run: it needs Python and no package of it. */
export const HAS_PYTHON = spawnSync("python3", ["--version"]).status === 0;

/** Gives each value to the independent verifier, in one run of it. */
export function askPython(mode: "verify" | "recompute", values: readonly unknown[]): unknown[] {
  const input = values.map((value) => `${JSON.stringify(value)}\n`).join("");
  const { status, stdout, stderr } = spawnSync("python3", [PROGRAM, mode], {
    input,
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  if (status !== 0) throw new Error(`${PROGRAM} ended with ${status}: ${stderr}`);
  return stdout
    .trimEnd()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
}
