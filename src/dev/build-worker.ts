import { spawn } from "node:child_process";
import { existsSync } from "node:fs";

export const WORKER_BUNDLE = "dist/worker/worker.js";

/** What makes the bundle, in the folder of a tree. */
export const BUILD_COMMAND = [
  "npx",
  "--no-install",
  "wrangler",
  "deploy",
  "--dry-run",
  "--outdir",
  "dist/worker",
] as const;

/** `always` makes the bundle anew; `if-missing` takes the one that is there. */
export type WorkerBuild = "always" | "if-missing";

export async function provideWorker(build: WorkerBuild): Promise<void> {
  if (build === "always" || !existsSync(WORKER_BUNDLE)) await buildWorker();
}

/**
 * Makes the bundle that `wrangler deploy` would upload, and everything that it is made from, in `dist`.
 * @param folder the tree to build, where it is not this one
 * @throws Error with what the tools printed, which is not shown otherwise
 */
export async function buildWorker(folder = "."): Promise<void> {
  const [program, ...args] = BUILD_COMMAND;
  const child = spawn(program, args, {
    cwd: folder,
    env: { ...process.env, WRANGLER_SEND_METRICS: "false", NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk;
    });
  }
  const code = await new Promise((resolve) => child.on("close", resolve));
  if (code !== 0) throw new Error(`The build failed:\n${output}`);
}
