import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseOptions } from "../../src/cli/shared/command-line.ts";
import { showProgress } from "../../src/cli/shared/progress.ts";
import { RULES_FOLDER } from "../../src/cli/shared/rules-folder.ts";
import type { Program } from "../../src/cli/shared/run-program.ts";
import { parseModel } from "../../src/domain/scoring/parse-model.ts";
import { loadModel } from "../../src/platform/model/tfjs-model.ts";
import { cardOf } from "./eval-model/card.ts";
import { evaluate } from "./eval-model/evaluation.ts";
import { evaluationPageOf } from "./eval-model/evaluation-page.ts";
import { missingRecordings } from "./eval-model/missing-recordings.ts";
import { OUTSIDE_FOLDERS, outsideSessions, strainedSessions } from "./eval-model/outside-sessions.ts";
import { RELATED_DRIVERS } from "./eval-model/related-drivers.ts";
import { reportOf } from "./eval-model/report.ts";
import { shapesOf } from "./eval-model/shapes.ts";
import { printSummary } from "./eval-model/summary.ts";
import { openCompiledPolicy } from "./train/compiled-policy.ts";
import { sourcesOf } from "./train/leave-one-out.ts";
import { PLAN } from "./train/plan.ts";
import { RECORDINGS, readRecordings } from "./train/recorded-drivers.ts";
import { samplesOf } from "./train/samples.ts";
import { loadTensorFlow } from "./train/tensorflow.ts";
import { trainingSessions } from "./train/training-sessions.ts";

const DATA = "../shared/data";
const MODEL = `models/${PLAN.modelVersion}`;
const REPORT = ".reports/model.html";

const HELP = `Measures the checkout model on what it has not seen, and writes its card, its evaluation and a report.

Usage: npm run lab -- eval-model [options]

  --data <folder>      recordings of others (${DATA})
  --recordings <file>  the training's own recordings of programs (${RECORDINGS})
  --policy <path>      a folder of rules, or a bundle, by which whole runs are judged (${RULES_FOLDER})
  --model <folder>     the model (${MODEL}); its card.md and evaluation.md are written
  --report <file>      the HTML report (${REPORT})
  --json               print all figures as JSON
  --verbose            stack traces of failures
  --help               print this

Example: npm run lab -- eval-model --data ~/recordings

Each training source is judged by a model trained without it. Exit codes: 0 measured, 2 wrong usage, no data, no model or no TensorFlow.js
(npm ci --prefix models/lab).
`;

async function run(args: string[]): Promise<number> {
  const values = parseOptions(args, {
    data: { type: "string", default: DATA },
    recordings: { type: "string", default: RECORDINGS },
    policy: { type: "string", default: RULES_FOLDER },
    model: { type: "string", default: MODEL },
    report: { type: "string", default: REPORT },
    json: { type: "boolean" },
  });
  const recordings = readRecordings(values.recordings);
  const missing = missingRecordings(values.data, OUTSIDE_FOLDERS);
  if (missing !== undefined) throw new Error(missing);
  const tf = await loadTensorFlow();
  const files = { manifest: readJson(values.model, "manifest.json"), weights: readJson(values.model, "weights.json") };
  const parsed = parseModel(files.manifest, files.weights);
  const loaded = loadModel(files.manifest, files.weights);
  if (!parsed.ok || !loaded.ok) throw new Error(`${values.model} holds no model that can be served.`);
  const { manifest, weights } = parsed.value;
  const training = samplesOf(trainingSessions(values.recordings));
  const progress = showProgress(
    "steps, each source left out",
    PLAN.steps * (sourcesOf(training).length + RELATED_DRIVERS.length),
  );
  const shipped = { features: manifest.features, weights };
  const outside = samplesOf(outsideSessions(values.data));
  const evaluation = evaluate({
    manifest,
    shipped,
    training,
    outside,
    strained: samplesOf(strainedSessions(values.data)),
    recordings,
    policy: openCompiledPolicy(values.policy),
    retraining: { tf, onStep: progress.step },
  });
  progress.end();

  writeFileSync(join(values.model, "card.md"), cardOf(manifest, evaluation));
  writeFileSync(join(values.model, "evaluation.md"), evaluationPageOf(manifest, evaluation));
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

export const evalModel: Program = { help: HELP, run };
