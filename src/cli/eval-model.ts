import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { parseModel } from "../domain/scoring/parse-model.ts";
import { loadModel } from "../platform/tfjs-model.ts";
import { cardOf } from "./eval-model/card.ts";
import { evaluate } from "./eval-model/evaluation.ts";
import { KIN } from "./eval-model/kin.ts";
import { missingRecordings } from "./eval-model/missing-recordings.ts";
import { OUTSIDE_FOLDERS, outsideSessions } from "./eval-model/outside-sessions.ts";
import { reportOf } from "./eval-model/report.ts";
import { shapesOf } from "./eval-model/shapes.ts";
import { printSummary } from "./eval-model/summary.ts";
import { showProgress } from "./shared/progress.ts";
import { openCompiledPolicy } from "./train/compiled-policy.ts";
import { sourcesOf } from "./train/leave-one-out.ts";
import { PLAN } from "./train/plan.ts";
import { RECORDINGS, readRecordings } from "./train/recorded-drivers.ts";
import { runCommand } from "./train/run-command.ts";
import { samplesOf } from "./train/samples.ts";
import { trainingSessions } from "./train/training-sessions.ts";

const HELP = `Measures the checkout model on what it has not seen, and writes its card and a report.

Usage: npm run eval:model -- [options]

  --data <folder>      recordings of others (default ../shared/data)
  --recordings <file>  the training's own recordings of programs (default ${RECORDINGS})
  --policy <path>      a folder of rules, or a bundle, by which whole runs are judged (default rules)
  --model <folder>     the model (default models/${PLAN.modelVersion}); its card.md is written
  --report <file>      the HTML report (default .reports/model.html)
  --json               print all figures as JSON
  --verbose            stack traces of failures
  --help               print this

Example: npm run eval:model -- --data ~/recordings

Each training source is judged by a model trained without it. Exit codes: 0 measured, 2 wrong usage, no data or no model.
`;

function main(): number {
  const { values } = parseArgs({
    options: {
      data: { type: "string", default: "../shared/data" },
      recordings: { type: "string", default: RECORDINGS },
      policy: { type: "string", default: "rules" },
      model: { type: "string", default: `models/${PLAN.modelVersion}` },
      report: { type: "string", default: ".reports/model.html" },
      json: { type: "boolean", default: false },
      verbose: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const missing = missingRecordings(values.data, OUTSIDE_FOLDERS);
  if (missing !== undefined) {
    process.stderr.write(missing);
    return 2;
  }
  const files = { manifest: readJson(values.model, "manifest.json"), weights: readJson(values.model, "weights.json") };
  const parsed = parseModel(files.manifest, files.weights);
  const loaded = loadModel(files.manifest, files.weights);
  if (!parsed.ok || !loaded.ok) {
    process.stderr.write(`${values.model} holds no model that can be served.\n`);
    return 2;
  }
  const { manifest, weights } = parsed.value;
  const training = samplesOf(trainingSessions(values.recordings));
  const progress = showProgress("steps, each source left out", PLAN.steps * (sourcesOf(training).length + KIN.length));
  const shipped = { features: manifest.features, weights };
  const outside = samplesOf(outsideSessions(values.data));
  const evaluation = evaluate({
    manifest,
    shipped,
    training,
    outside,
    recordings: readRecordings(values.recordings),
    policy: openCompiledPolicy(values.policy),
    onStep: progress.step,
  });
  progress.end();

  writeFileSync(join(values.model, "card.md"), cardOf(manifest, evaluation));
  mkdirSync(dirname(values.report), { recursive: true });
  writeFileSync(values.report, reportOf({ manifest, evaluation, shapes: shapesOf(loaded.value) }));
  if (values.json) process.stdout.write(`${JSON.stringify(evaluation)}\n`);
  else printSummary(evaluation);
  process.stderr.write(`Card ${join(values.model, "card.md")}, report ${values.report}\n`);
  return 0;
}

function readJson(folder: string, name: string): unknown {
  return JSON.parse(readFileSync(join(folder, name), "utf8"));
}

runCommand(main);
