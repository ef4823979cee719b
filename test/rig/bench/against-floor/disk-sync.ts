import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** What starts a program whose every sync takes so much longer. strace stops it at these two calls alone. */
function slowly(delayMs: number): string[] {
  const inject = `inject=fsync,fdatasync:delay_enter=${delayMs * 1000}`;
  return ["strace", "-D", "-f", "-qq", "--seccomp-bpf", "-o", "/dev/null", "-e", "trace=fsync,fdatasync", "-e", inject];
}

/**
 * What a sync takes on the disk of a folder after one more page of a file was written: the median, in milliseconds.
 * @param delayMs what is added to it; what strace itself takes comes on top
 */
export function syncMsOf(folder: string, delayMs: number): number {
  const timing = [process.execPath, fileURLToPath(new URL("./time-syncs.ts", import.meta.url)), join(folder, "sync")];
  const [program = "", ...args] = delayMs === 0 ? timing : [...slowly(delayMs), ...timing];
  return Number(execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
}

/** @throws Error where there is no strace */
export function requireStrace(): void {
  try {
    execFileSync("strace", ["--version"], { stdio: "ignore" });
  } catch {
    throw new Error("Syncs are delayed by strace, which is not here: apt-get install strace.");
  }
}

/** Has every workerd that this process starts from now on wait so much longer at each sync, as on a slower disk. */
export async function delaySyncs(folder: string, delayMs: number): Promise<void> {
  const workerd: { readonly default: string } = createRequire(import.meta.resolve("miniflare"))("workerd");
  const command = join(folder, "workerd");
  const line = [...slowly(delayMs), `'${workerd.default}'`, '"$@"'].join(" ");
  await writeFile(command, `#!/bin/sh\nexec ${line}\n`, { mode: 0o755 });
  // The one way in which miniflare can be told to start another program.
  process.env.MINIFLARE_WORKERD_PATH = command;
}
