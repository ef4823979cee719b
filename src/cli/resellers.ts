import { benchProgram } from "./resellers/bench.ts";
import { checkProgram } from "./resellers/check.ts";
import { importProgram } from "./resellers/import.ts";
import { scanProgram } from "./resellers/scan.ts";
import { runOneOf } from "./shared/run-one-of.ts";
import type { Program } from "./shared/run-program.ts";

const PROGRAMS: ReadonlyMap<string, Program> = new Map([
  ["scan", scanProgram],
  ["import", importProgram],
  ["check", checkProgram],
  ["bench", benchProgram],
]);

const HELP = `Impostor resellers.

  node src/cli/resellers.ts scan <file>   scan a list of host names (npm run resellers:scan)
  node src/cli/resellers.ts import <file> open cases about the sellers of a list (npm run resellers:import)
  node src/cli/resellers.ts check         check settings, brands and registry (npm run resellers:check)
  node src/cli/resellers.ts bench <file>  measure the rate of scanning (npm run resellers:bench)

Each has --help. Exit codes: 2 for a command that does not exist, else those of the command.
`;

await runOneOf(PROGRAMS, HELP);
