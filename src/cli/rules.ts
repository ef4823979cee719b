import { benchCommand } from "./rules/bench.ts";
import { bundleCommand } from "./rules/bundle.ts";
import { checkCommand } from "./rules/check.ts";
import type { RulesCommand } from "./rules/command.ts";
import { exportCommand } from "./rules/export.ts";
import { hashCommand } from "./rules/hash.ts";
import { historyCommand } from "./rules/history.ts";
import { outcomesCommand } from "./rules/outcomes.ts";
import { publishCommand } from "./rules/publish.ts";
import { replayCommand } from "./rules/replay.ts";
import { rollbackCommand } from "./rules/rollback.ts";
import { schemaCommand } from "./rules/schema.ts";
import { testCommand } from "./rules/test.ts";
import { runProgram } from "./shared/run-program.ts";

const COMMANDS: ReadonlyMap<string, RulesCommand> = new Map([
  ["check", checkCommand],
  ["test", testCommand],
  ["schema", schemaCommand],
  ["bundle", bundleCommand],
  ["hash", hashCommand],
  ["replay", replayCommand],
  ["bench", benchCommand],
  ["export", exportCommand],
  ["outcomes", outcomesCommand],
  ["publish", publishCommand],
  ["rollback", rollbackCommand],
  ["history", historyCommand],
]);

const HELP = `Usage: npm run rules <command> -- [options]

${[...COMMANDS].map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`).join("\n")}

  npm run rules check                 check the policy in rules/
  npm run rules check -- --help       options and exit codes of one command
`;

const [name, ...args] = process.argv.slice(2);
const command = COMMANDS.get(name ?? "");
if (command !== undefined) await runProgram(command, args);
else {
  const asked = name === undefined || name === "--help" || name === "-h" || name === "help";
  (asked ? process.stdout : process.stderr).write(asked ? HELP : `There is no command "${name}".\n\n${HELP}`);
  process.exitCode = asked ? 0 : 2;
}
