import { parseCommand, UsageError } from "../shared/command-line.ts";
import { connect, SERVICE_HELP, SERVICE_OPTIONS } from "../shared/service.ts";
import type { RulesCommand } from "./command.ts";
import { changeAndPrint } from "./publish.ts";

/** Goes back to the policy that was live before. */
export const rollbackCommand: RulesCommand = {
  summary: "go back to the policy that was live before",
  help: `Usage: npm run rules rollback -- --why <text> [options]

  --why <text>       the reason, kept in the history
  --to <hash>        go back to this policy; npm run rules history names those that were live
  --json             the service's answer on standard output
${SERVICE_HELP}

  npm run rules rollback -- --why "It stops the library's accounts"

Exit codes: 0 the earlier policy is live, 1 refused, the service said why, 2 wrong usage or the service could not be reached.
`,
  async run(args) {
    const { values } = parseCommand(args, {
      ...SERVICE_OPTIONS,
      why: { type: "string" },
      to: { type: "string" },
      json: { type: "boolean" },
    });
    if (values.why === undefined) throw new UsageError("--why is needed: the reason is kept in the history.");
    const body = { why: values.why, to: values.to };
    return await changeAndPrint(connect(values), { path: "/v1/rules/rollback", body }, values.json ?? false);
  },
};
