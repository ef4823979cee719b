import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseOptions } from "../../src/cli/shared/command-line.ts";
import type { Program } from "../../src/cli/shared/run-program.ts";
import { callService, connect, SERVICE_HELP, SERVICE_OPTIONS } from "../../src/cli/shared/service.ts";
import { driftAnswer } from "../../src/wire/drift.ts";
import { driftPage } from "./drift/drift-page.ts";
import { driftTable } from "./drift/drift-table.ts";

const HELP = `Usage: npm run lab -- drift [options]

Says how far recorded checkouts have moved from what the live model was trained on, or from another window: the population
stability index of each feature and of the score; against the training, of checkouts with typing and movement. Where a shadow
model is served, also how far its scores are from the live ones.

  --from <moment>            first moment of the window, RFC 3339 (a week before its end)
  --to <moment>              end of the window (now)
  --reference-from <moment>  compare with a window instead of the training
  --reference-to <moment>    end of that window (the beginning of the other one)
  --sale <id>                decisions of this sale alone
  --json                     the whole report on stdout
  --html <file>              the report as a page with charts
  --verbose                  stack traces
${SERVICE_HELP}

  npm run lab -- drift --from 2026-12-01T00:00:00Z --to 2026-12-02T00:00:00Z --html .reports/drift.html

Exit codes: 0 nothing has drifted, 1 something has, 2 wrong usage, or the service refused or could not be reached.
`;

export const drift: Program = {
  help: HELP,
  async run(args) {
    const values = parseOptions(args, {
      ...SERVICE_OPTIONS,
      from: { type: "string" },
      to: { type: "string" },
      "reference-from": { type: "string" },
      "reference-to": { type: "string" },
      sale: { type: "string" },
      json: { type: "boolean" },
      html: { type: "string" },
    });
    const asked = {
      from: values.from,
      to: values.to,
      referenceFrom: values["reference-from"],
      referenceTo: values["reference-to"],
      sale: values.sale,
    };
    const query = new URLSearchParams(JSON.parse(JSON.stringify(asked)));
    const response = await callService(connect(values), `/v1/model/drift?${query}`);
    const answer = driftAnswer.parse(await response.json());
    if (values.html !== undefined) {
      mkdirSync(dirname(values.html), { recursive: true });
      writeFileSync(values.html, await driftPage(answer));
    }
    process.stdout.write(values.json ? `${JSON.stringify(answer)}\n` : driftTable(answer));
    return [answer.score, ...answer.features].some(({ level }) => level === "drifted") ? 1 : 0;
  },
};
