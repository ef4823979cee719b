import { bundleCommand } from "./rules/bundle.ts";
import { checkCommand } from "./rules/check.ts";
import type { RulesCommand } from "./rules/command.ts";
import { explainAddressesCommand } from "./rules/explain-addresses.ts";
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

const COMMANDS: { readonly [name: string]: RulesCommand } = {
  check: checkCommand,
  test: testCommand,
  schema: schemaCommand,
  bundle: bundleCommand,
  hash: hashCommand,
  "explain-addresses": explainAddressesCommand,
  replay: replayCommand,
  export: exportCommand,
  outcomes: outcomesCommand,
  publish: publishCommand,
  rollback: rollbackCommand,
  history: historyCommand,
};

await runOneOf({
  call: "npm run rules",
  about: "Checks, tests, replays and publishes the policy. Options follow two dashes, as in the second example.",
  commands: Object.fromEntries(
    Object.entries(COMMANDS).map(([name, command]) => [
      name,
      { summary: command.summary, load: () => Promise.resolve(command) },
    ]),
  ),
  examples: ["npm run rules check", "npm run rules check -- --help"],
});
