import type * as z from "zod";
import { changedPolicyAnswer } from "../../wire/rules.ts";
import { parseCommand, UsageError } from "../shared/command-line.ts";
import { RULES_FOLDER } from "../shared/rules-folder.ts";
import {
  callService,
  connect,
  SERVICE_HELP,
  SERVICE_OPTIONS,
  type Service,
  ServiceProblem,
} from "../shared/service.ts";
import { whole } from "../shared/table.ts";
import { policyFolder, type RulesCommand } from "./command.ts";
import { readPolicyFolder } from "./policy-folder.ts";
import { problemText } from "./problem-report.ts";
import { percent } from "./replay/percent.ts";

type Changed = z.infer<typeof changedPolicyAnswer>;

const NEEDS: { readonly [need in NonNullable<Changed["needs"]>[number]]: string } = {
  "no-replay": "there was no recorded decision to replay",
  "denies-more": "its replay newly denies more than one person may",
};

/** Makes the policy live in the running service, or decides about one that waits. */
export const publishCommand: RulesCommand = {
  summary: "make the policy live in the running service",
  help: `Usage: npm run rules publish -- [folder] --why <text> [options]

Sends the policy in the folder (${RULES_FOLDER}). The service checks it, replays the latest decisions under it and under the live one,
and makes it live: new checkouts use it within 10 seconds. Where the replay newly denies more than the configured share, or
there is nothing to replay, it waits until a second person approves it.

  --why <text>       the reason, kept in the history
  --sale <id>        replay decisions of this sale alone
  --break-glass      go live alone although a second person is needed; raises an alarm and stays in the history
  --approve <id>     as the second person, make the proposal of this number live
  --withdraw <id>    withdraw a proposal
  --json             the service's answer on standard output
${SERVICE_HELP}

  npm run rules publish -- --why "Farms moved to gift cards"
  npm run rules publish -- --approve 12 --why "Looked at the replay" --as trust-2@firsthand.test

Exit codes: 0 live or withdrawn, 1 refused, the service said why, 2 wrong usage or the service could not be reached, 3 waits
for a second person.
`,
  async run(args) {
    const { values, positionals } = parseCommand(args, {
      ...SERVICE_OPTIONS,
      why: { type: "string" },
      sale: { type: "string" },
      "break-glass": { type: "boolean" },
      approve: { type: "string" },
      withdraw: { type: "string" },
      json: { type: "boolean" },
    });
    const { why, approve, withdraw } = values;
    if (why === undefined) throw new UsageError("--why is needed: the reason is kept in the history.");
    if (approve !== undefined && withdraw !== undefined) throw new UsageError("--approve or --withdraw, not both.");
    const service = connect(values);
    const proposal = approve ?? withdraw;
    const change =
      proposal === undefined
        ? {
            path: "/v1/rules/publish",
            body: {
              files: readPolicyFolder(policyFolder(positionals)),
              why,
              saleId: values.sale,
              breakGlass: values["break-glass"] ?? false,
            },
          }
        : {
            path: approve === undefined ? "/v1/rules/withdraw" : "/v1/rules/approve",
            body: { proposal: proposalNumber(proposal), why },
          };
    return await changeAndPrint(service, change, values.json ?? false);
  },
};

/** Asks for a change of the policy and says what came of it. @returns the exit code */
export async function changeAndPrint(
  service: Service,
  { path, body }: { readonly path: string; readonly body: object },
  json: boolean,
): Promise<number> {
  try {
    const changed = changedPolicyAnswer.parse(await (await callService(service, path, body)).json());
    process.stdout.write(json ? `${JSON.stringify(changed)}\n` : report(changed));
    return changed.status === "waiting" ? 3 : 0;
  } catch (error) {
    if (!(error instanceof ServiceProblem)) throw error;
    if (json) process.stdout.write(`${JSON.stringify(error.document)}\n`);
    process.stderr.write(problemText(error));
    return 1;
  }
}

function report({ status, policyHash, proposal, needs, replay, endedProposals = [] }: Changed): string {
  const counted = replay
    ? `Replay of ${whole(replay.decisions)} decisions: ${whole(replay.newlyDenied)} newly denied (${percent(replay.newlyDeniedShare)}), ${whole(replay.noLongerDenied)} no longer denied.\n`
    : "";
  switch (status) {
    case "live":
      return `${counted}${policyHash} is live. New checkouts use it within 10 seconds.\n${endedWords(endedProposals)}`;
    case "withdrawn":
      return `Proposal ${proposal} is withdrawn.\n`;
    case "waiting":
      return `${counted}${policyHash} waits for a second person: ${(needs ?? []).map((need) => NEEDS[need]).join(", ")}.
A second person approves it in the console under Rules, or with
  npm run rules publish -- --approve ${proposal} --why "..."
`;
  }
}

function endedWords(proposals: readonly number[]): string {
  if (proposals.length === 0) return "";
  const subject = proposals.length === 1 ? `Proposal ${proposals[0]} was` : `Proposals ${proposals.join(", ")} were`;
  return `${subject} replayed against a policy that is live no more and ended; publish again what is still wanted.\n`;
}

function proposalNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new UsageError("A proposal is named by its number.");
}
