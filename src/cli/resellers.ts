import { bench } from "./resellers/bench.ts";
import { check } from "./resellers/check.ts";
import { importList } from "./resellers/import.ts";
import { scan } from "./resellers/scan.ts";

const HELP = `Impostor resellers.

  node src/cli/resellers.ts scan <file>   scan a list of host names (npm run resellers:scan)
  node src/cli/resellers.ts import <file> open cases about the sellers of a list (npm run resellers:import)
  node src/cli/resellers.ts check         check settings, brands and registry (npm run resellers:check)
  node src/cli/resellers.ts bench <file>  measure the rate of scanning (npm run resellers:bench)

Each has --help. Exit codes: 2 for a command that does not exist, else those of the command.
`;

const [command, ...args] = process.argv.slice(2);
if (command === "scan") process.exitCode = await scan(args);
else if (command === "import") process.exitCode = await importList(args);
else if (command === "check") process.exitCode = check(args);
else if (command === "bench") process.exitCode = await bench(args);
else {
  const asked = command === "--help" || command === undefined;
  (asked ? process.stdout : process.stderr).write(HELP);
  process.exitCode = command === "--help" ? 0 : 2;
}
