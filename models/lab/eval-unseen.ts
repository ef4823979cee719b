import { writeFileSync } from "node:fs";
import { parseOptions } from "../../src/cli/shared/command-line.ts";
import { RULES_FOLDER } from "../../src/cli/shared/rules-folder.ts";
import type { Program } from "../../src/cli/shared/run-program.ts";
import { table } from "../../src/cli/shared/table.ts";
import { loadLiveModel } from "../../src/platform/model/live-model.ts";
import { percentWords } from "./eval-model/figure-words.ts";
import { runFigures, verdictOn } from "./eval-model/run-verdicts.ts";
import { FORGERIES, forgedRecordings } from "./eval-unseen/forgeries.ts";
import { unseenPage } from "./eval-unseen/unseen-page.ts";
import { withoutHistory } from "./eval-unseen/without-history.ts";
import { openCompiledPolicy } from "./train/compiled-policy.ts";
import { readRecordings } from "./train/recorded-drivers.ts";

const RECORDINGS = "models/unseen/bots.ndjson.gz";
const PAGE = "models/unseen/README.md";

const HELP = `Judges programs that no model was trained on, by the live model and the shipped rules, and writes ${PAGE}: recorded runs, and payloads
that are forged without a browser.

Usage: npm run lab -- eval-unseen [options]

  --recordings <file>  what npm run lab -- record-bots wrote (${RECORDINGS})
  --policy <path>      a folder of rules, or a bundle (${RULES_FOLDER})
  --json               print the figures as JSON
  --verbose            stack traces of failures
  --help               print this

Example: npm run lab -- eval-unseen

Each run is judged as the first of a sale: repeats, limits and pressure are not part of it. Exit codes: 0 measured, 2 wrong usage or no
recordings.
`;

export const evalUnseen: Program = { help: HELP, run };

async function run(args: string[]): Promise<number> {
  const values = parseOptions(args, {
    recordings: { type: "string", default: RECORDINGS },
    policy: { type: "string", default: RULES_FOLDER },
    json: { type: "boolean" },
  });
  const model = loadLiveModel();
  if (!model.ok) throw new Error(`The model cannot be used: ${model.error.kind}.`);
  const policy = openCompiledPolicy(values.policy);
  const recorded = readRecordings(values.recordings).map(withoutHistory);
  const recordings = [...recorded, ...FORGERIES.flatMap(forgedRecordings)];
  const figures = [...new Set(recordings.map(({ driver }) => driver))].map((driver) =>
    runFigures(
      driver,
      recordings
        .filter((recording) => recording.driver === driver)
        .map((recording) => verdictOn(recording, policy, model.value)),
    ),
  );
  writeFileSync(PAGE, unseenPage(model.value.manifest.modelVersion, figures));
  if (values.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
  else {
    const rows = figures.map(({ source, runs, notAllowed }) => [source, String(runs), percentWords(notAllowed.value)]);
    process.stdout.write(table([["program", "runs", "not allowed"], ...rows]));
  }
  return 0;
}
