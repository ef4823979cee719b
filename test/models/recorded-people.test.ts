import { beforeAll, describe, expect, test } from "vitest";
import weights from "../../models/checkout-v3.1/weights.json" with { type: "json" };
import { shareInterval } from "../../models/lab/eval-model/interval.ts";
import { missingRecordings } from "../../models/lab/eval-model/missing-recordings.ts";
import { OUTSIDE_FOLDERS, outsideSessions } from "../../models/lab/eval-model/outside-sessions.ts";
import { fitNetwork } from "../../models/lab/train/fit-network.ts";
import { RECORDINGS } from "../../models/lab/train/recorded-drivers.ts";
import { type Sample, samplesOf } from "../../models/lab/train/samples.ts";
import { trainingSessions } from "../../models/lab/train/training-sessions.ts";
import { assert } from "../../src/domain/result.ts";
import { loadLiveModel } from "../../src/platform/model/live-model.ts";
import { tf } from "./support/tensorflow-core.ts";

const DATA = "../shared/data";
/** Fewer sessions cannot show a share of two per cent. */
const SESSIONS_MIN = 50;
const CHALLENGED_MAX = 0.02;

const present = missingRecordings(DATA, OUTSIDE_FOLDERS) === undefined;

describe.skipIf(!present)("on recorded people (skipped without ../shared/data)", () => {
  let outside: Sample[];
  beforeAll(() => {
    outside = samplesOf(outsideSessions(DATA));
  });

  test("the live model challenges at most two per cent of each set of people that it never saw, and nobody surely more", () => {
    const loaded = loadLiveModel();
    assert(loaded.ok, "the live model loads");
    const { manifest, score } = loaded.value;
    const sets = new Map<string, Share>();
    const sources = new Map<string, Share>();
    for (const [index, { value }] of score(outside.map(({ row }) => row)).entries()) {
      const sample = outside[index];
      assert(sample !== undefined, "each row has a score");
      if (sample.program) continue;
      const challenged = value >= manifest.thresholds.challenge;
      count(sets, `${sample.part} ${sample.source.replace(/-u(?:ser)?\d+$/, "")}`, challenged);
      count(sources, `${sample.part} ${sample.source}`, challenged);
    }
    const large = [...sources].filter(([, { sessions }]) => sessions >= SESSIONS_MIN);
    expect(large.length).toBeGreaterThan(10);
    expect([...sets].filter(([, { sessions, challenged }]) => challenged / sessions > CHALLENGED_MAX)).toEqual([]);
    const surely = ({ sessions, challenged }: Share) => shareInterval(challenged, sessions).low;
    expect(large.filter(([, share]) => surely(share) > CHALLENGED_MAX)).toEqual([]);
  });
});

type Share = { readonly sessions: number; readonly challenged: number };

function count(shares: Map<string, Share>, name: string, challenged: boolean) {
  const share = shares.get(name) ?? { sessions: 0, challenged: 0 };
  shares.set(name, { sessions: share.sessions + 1, challenged: share.challenged + Number(challenged) });
}

test("training again gives exactly the weights that are shipped", () => {
  const fit = fitNetwork(samplesOf(trainingSessions(RECORDINGS)), { tf, onStep: () => {} });
  expect(fit.weights).toEqual(weights);
});
