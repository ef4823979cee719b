import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Program } from "../../src/cli/shared/run-program.ts";

const HELP = `Usage: npm run rig -- mutation [options of stryker run]

Changes the ledger and the tokens in hundreds of small ways, one at a time, and runs their tests: a mutant that no test kills
is a promise that none holds. What is changed, and how many may survive, stands in stryker.config.json.

Example: npm run rig -- mutation --mutate src/domain/stock/stock.ts

Exit codes: 0 enough mutants were killed, 1 too few were, or it could not be run.
`;

export const mutation: Program = {
  help: HELP,
  async run(args) {
    const [code] = await once(spawn("npx", ["stryker", "run", ...args], { stdio: "inherit" }), "close");
    return code === 0 ? 0 : 1;
  },
};
