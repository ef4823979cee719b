import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseOptions } from "../../src/cli/shared/command-line.ts";
import { showProgress } from "../../src/cli/shared/progress.ts";
import { RULES_FOLDER } from "../../src/cli/shared/rules-folder.ts";
import type { Program } from "../../src/cli/shared/run-program.ts";
import { modelHash } from "../../src/domain/scoring/model-hash.ts";
import { calibrate } from "./train/calibrate.ts";
import { openCompiledPolicy, thresholdsOf } from "./train/compiled-policy.ts";
import { fitNetwork } from "./train/fit-network.ts";
import { goldenOf } from "./train/golden.ts";
import { leaveOneOut, sourcesOf } from "./train/leave-one-out.ts";
import { manifestOf } from "./train/manifest-of.ts";
import { PLAN } from "./train/plan.ts";
import { RECORDINGS } from "./train/recorded-drivers.ts";
import { referenceOf } from "./train/reference-of.ts";
import { samplesOf } from "./train/samples.ts";
import { loadTensorFlow } from "./train/tensorflow.ts";
import { trainingSessions } from "./train/training-sessions.ts";

const OUT = `models/${PLAN.modelVersion}`;

const HELP = `Trains the checkout model and writes its manifest, weights, golden values and the reference for drift.

Usage: npm run lab -- train [--recordings <file>] [--policy <path>] [--out <folder>] [--json] [--verbose]

  --recordings <file>  what npm run lab -- record-bots wrote (${RECORDINGS})
  --policy <path>      a folder of rules, or a bundle, whose threshold the model is calibrated to (${RULES_FOLDER})
  --out <folder>       where the model goes (${OUT})
  --json               print the result as JSON
  --verbose            stack traces of failures
  --help               print this

Example: npm run lab -- train --recordings .reports/bots.ndjson.gz --out /tmp/model

The same data give the same weights. Exit codes: 0 trained, 2 wrong usage, or no recordings, policy or
TensorFlow.js (npm ci --prefix models/lab) to train by.
`;

async function run(args: string[]): Promise<number> {
  const values = parseOptions(args, {
    recordings: { type: "string", default: RECORDINGS },
    policy: { type: "string", default: RULES_FOLDER },
    out: { type: "string", default: OUT },
    json: { type: "boolean" },
  });
  const samples = samplesOf(trainingSessions(values.recordings));
  const tf = await loadTensorFlow();
  const folds = sourcesOf(samples).length;
  const progress = showProgress("steps of training", PLAN.steps * (folds + 1));
  const training = { tf, onStep: progress.step };
  const { challenge } = thresholdsOf(openCompiledPolicy(values.policy));
  const { calibrated, scored } = calibrate([...leaveOneOut(samples, training)], challenge);
  const fit = fitNetwork(samples, training);
  progress.end();

  const manifest = manifestOf(fit, calibrated);
  mkdirSync(values.out, { recursive: true });
  writeJson(join(values.out, "manifest.json"), manifest);
  writeJson(join(values.out, "weights.json"), fit.weights);
  writeJson(join(values.out, "golden.json"), goldenOf(manifest, fit.weights));
  writeJson(join(values.out, "reference.json"), referenceOf(samples, scored));
  const { slope, baseline } = manifest.calibration;
  const result = {
    modelVersion: manifest.modelVersion,
    hash: modelHash(manifest, fit.weights),
    samples: samples.length,
    folds,
    slope,
    baseline,
    ...manifest.thresholds,
  };
  if (values.json) process.stdout.write(`${JSON.stringify(result)}\n`);
  else for (const [name, value] of Object.entries(result)) process.stdout.write(`${name.padEnd(14)}${value}\n`);
  return 0;
}

function writeJson(path: string, value: unknown) {
  writeFileSync(path, `${JSON.stringify(value)}\n`);
}

export const train: Program = { help: HELP, run };
