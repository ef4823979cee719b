import { beforeAll, describe, expect, test } from "vitest";
import weights from "../../models/checkout-v1.0/weights.json" with { type: "json" };
import { OUTSIDE_FOLDERS, outsideSessions } from "../../src/cli/eval-model/outside-sessions.ts";
import { fitNetwork } from "../../src/cli/train/fit-network.ts";
import { missingRecordings, TRAINING_FOLDERS } from "../../src/cli/train/missing-recordings.ts";
import { type Sample, samplesOf } from "../../src/cli/train/samples.ts";
import { trainingSessions } from "../../src/cli/train/training-sessions.ts";
import { assert } from "../../src/domain/result.ts";
import { loadLiveModel } from "../../src/platform/live-model.ts";

const DATA = "../shared/data";
/** Fewer sessions cannot show a share of two per cent. */
const SESSIONS_MIN = 50;
const CHALLENGED_MAX = 0.02;

const present = missingRecordings(DATA, [...TRAINING_FOLDERS, ...OUTSIDE_FOLDERS]) === undefined;
if (!present) console.warn(`There are no recordings in ${DATA}, so the live model was not tested on recorded people.`);

describe.skipIf(!present)("on recordings", () => {
  let outside: Sample[];
  beforeAll(() => {
    outside = samplesOf(outsideSessions(DATA));
  }, 60_000);

  test("the live model challenges at most two per cent of the people of each source that it never saw", () => {
    const loaded = loadLiveModel();
    assert(loaded.ok, "the live model loads");
    const { manifest, score } = loaded.value;
    const shares = new Map<string, { sessions: number; challenged: number }>();
    for (const [index, { value }] of score(outside.map(({ row }) => row)).entries()) {
      const sample = outside[index];
      assert(sample !== undefined, "each row has a score");
      if (sample.program) continue;
      const key = `${sample.part} ${sample.source}`;
      const share = shares.get(key) ?? { sessions: 0, challenged: 0 };
      shares.set(key, {
        sessions: share.sessions + 1,
        challenged: share.challenged + Number(value >= manifest.thresholds.challenge),
      });
    }
    const large = [...shares].filter(([, { sessions }]) => sessions >= SESSIONS_MIN);
    expect(large.length).toBeGreaterThan(10);
    expect(large.filter(([, { sessions, challenged }]) => challenged / sessions > CHALLENGED_MAX)).toEqual([]);
  });

  test("training again gives exactly the weights that are shipped", () => {
    const fit = fitNetwork(samplesOf(trainingSessions(DATA)), () => {});
    expect(fit.weights).toEqual(weights);
  }, 120_000);
});
