import { benchCommand } from "./rules/bench.ts";
import { bundleCommand } from "./rules/bundle.ts";
import { checkCommand } from "./rules/check.ts";
import { type RulesCommand, UsageError } from "./rules/command.ts";
import { exportCommand } from "./rules/export.ts";
import { hashCommand } from "./rules/hash.ts";
import { historyCommand } from "./rules/history.ts";
import { outcomesCommand } from "./rules/outcomes.ts";
import { publishCommand } from "./rules/publish.ts";
import { replayCommand } from "./rules/replay.ts";
import { rollbackCommand } from "./rules/rollback.ts";
import { schemaCommand } from "./rules/schema.ts";
import { testCommand } from "./rules/test.ts";

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

/** @returns the exit code: 0 done, 1 the policy has problems, 2 the command line has */
async function main([name, ...args]: string[]): Promise<number> {
  const command = COMMANDS.get(name ?? "");
  if (!command) {
    const asked = name === undefined || name === "--help" || name === "-h" || name === "help";
    (asked ? process.stdout : process.stderr).write(asked ? HELP : `There is no command "${name}".\n\n${HELP}`);
    return asked ? 0 : 2;
  }
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(command.help);
    return 0;
  }
  try {
    return await command.run(args);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const verbose = args.includes("--verbose");
    process.stderr.write(`${verbose ? error.stack : error.message}\n`);
    if (error instanceof UsageError) process.stderr.write(`\n${command.help}`);
    return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
