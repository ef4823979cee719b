import { spawn } from "node:child_process";
import { parseOptions } from "../../src/cli/shared/command-line.ts";
import type { Program } from "../../src/cli/shared/run-program.ts";
import { writeDevVars } from "../../src/dev/dev-vars.ts";

const HELP = `Usage: npm run rig -- dev [--verbose]

Starts the Worker alone in wrangler dev, on port 8787, and builds it anew at each change. Its settings are in .dev.vars, which is
written where there is none. There is no demo shop; a proxy of wrangler's stands in front, so nothing is measured here.

Exit codes: 0 stopped, 1 wrangler failed, 2 wrong usage.
`;

async function run(args: string[]): Promise<number> {
  parseOptions(args, {});
  await writeDevVars();
  const migrated = await wrangler(["d1", "migrations", "apply", "firsthand", "--local"]);
  return migrated === 0 ? await wrangler(["dev"]) : 1;
}

function wrangler(args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, CLOUDFLARE_CF_FETCH_ENABLED: "false", WRANGLER_SEND_METRICS: "false" };
    const child = spawn("wrangler", args, { stdio: "inherit", env });
    child.on("error", reject);
    child.on("close", (code) => resolve(code === 0 ? 0 : 1));
  });
}

export const dev: Program = { help: HELP, run };
