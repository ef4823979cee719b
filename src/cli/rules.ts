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
import { runOneOf } from "./shared/run-one-of.ts";

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

Every command takes --verbose, for stack traces. Exit codes: 2 for a command that does not exist, else those of the command.
`;

await runOneOf(COMMANDS, HELP);
