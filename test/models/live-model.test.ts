import { readdirSync, readFileSync, statSync } from "node:fs";
import { describe, expect, test } from "vitest";
import live from "../../models/live.json" with { type: "json" };
import { assert } from "../../src/domain/result.ts";
import { featuresOf } from "../../src/domain/scoring/features.ts";
import type { Manifest } from "../../src/domain/scoring/manifest.ts";
import { CLIENT_SIGNALS, SIGNALS } from "../../src/domain/signals/catalogue.ts";
import { liveReference, loadLiveModel, loadShadowModel } from "../../src/platform/model/live-model.ts";
import { clientSignalsOf } from "../domain/signals/client/facts.ts";
import { validSignals } from "../domain/signals/client/valid-signals.ts";

const loaded = loadLiveModel();
if (!loaded.ok) throw new TypeError(`models/live.json names nothing to serve: ${JSON.stringify(loaded.error)}`);
const model = loaded.value;
const { manifest } = model;
const folder = new URL(`../../models/${live.model}/`, import.meta.url);

function signalsOf({ features }: Manifest): string[] {
  return features.map(({ signal }) => signal);
}

function scoreOf(signals: unknown) {
  const [score] = model.score([featuresOf(manifest, clientSignalsOf(signals))]);
  assert(score !== undefined, "one row, one score");
  return score;
}

const baseline = 1 / (1 + Math.exp(-manifest.calibration.baseline));

test("a shadow model, where live.json names one, can be served and is another one", () => {
  const shadow = loadShadowModel();
  if (shadow === undefined) return;
  expect(shadow).toMatchObject({ ok: true });
  expect(shadow.ok && shadow.value.manifest.modelVersion).not.toBe(manifest.modelVersion);
});

describe("the live model", () => {
  test("carries the name of its directory", () => {
    expect(manifest.modelVersion).toBe(live.model);
    expect(readdirSync(folder).sort()).toEqual([
      "card.md",
      "evaluation.md",
      "golden.json",
      "manifest.json",
      "reference.json",
      "weights.json",
    ]);
  });

  test("says how each of its features lay in training", () => {
    const reference = liveReference();
    assert(reference !== undefined, "the reference is well formed");
    expect(reference.modelVersion).toBe(live.model);
    expect(reference.features.map(({ signal }) => signal)).toEqual(signalsOf(manifest));
    assert(reference.score !== undefined, "the score's is among them");
    expect(signalsOf(manifest)).toEqual(expect.arrayContaining(reference.score.observing));
    for (const { shares, edges, observed } of [...reference.features, reference.score]) {
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
      expect(edges).toEqual(edges.toSorted((a, b) => a - b));
      expect(observed).toBeGreaterThanOrEqual(100);
    }
  });

  test("is at most 100 KiB as it is served", () => {
    const bytes = ["manifest.json", "weights.json"].map((name) => statSync(new URL(name, folder)).size);
    expect(bytes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(100 * 1024);
  });

  test("reads only signals of the browser, never history and never who somebody is", () => {
    const names = new Set(CLIENT_SIGNALS.map(({ name }) => name));
    for (const { signal } of manifest.features) {
      expect(names).toContain(signal);
      expect(SIGNALS.get(signal)?.privacy).toBe("behaviour");
    }
  });

  test("moves monotone features the way its manifest says", () => {
    for (const [index, { signal, monotone, mean, scale }] of manifest.features.entries()) {
      if (monotone === undefined) continue;
      const rows = Array.from({ length: 60 }, (_, step) =>
        manifest.features.map((_feature, at) => (at === index ? mean + ((step - 30) / 10) * scale : undefined)),
      );
      const logits = model.score(rows).map(({ logit }) => logit);
      const steps = logits.slice(1).map((logit, at) => logit - (logits[at] ?? Number.NaN));
      const against = steps.filter((step) => (monotone === "falling" ? step > 1e-6 : step < -1e-6));
      expect({ signal, against }).toEqual({ signal, against: [] });
    }
  });

  test("bounds every contribution as its manifest says", () => {
    const extremes = [-1e6, 0, 1, 1e6].map((value) => manifest.features.map(() => value));
    for (const { contributions } of model.score(extremes)) {
      for (const { contribution } of contributions.slice(1)) {
        expect(contribution).toBeGreaterThanOrEqual(manifest.contributionMin);
        expect(contribution).toBeLessThanOrEqual(manifest.contributionMax);
      }
    }
  });
});

describe("people whom behaviour says nothing of get the score of nobody observed", () => {
  const { form, page } = validSignals().observations;
  const absent = { state: "absent" };

  test.each([
    ["whose page runs no SDK", undefined],
    ["with a password manager, who press no key and move no mouse", { form, page, keys: absent, pointer: absent }],
    ["with a screen reader that clicks for them", { form, page, keys: absent, pointer: clicksAlone() }],
    ["who typed seven keys", { form, page, keys: fewKeys(), pointer: absent }],
  ])("%s", (_, observations) => {
    expect(scoreOf(observations && { v: 1, observations }).value).toBeCloseTo(baseline, 12);
  });

  test("at an on-screen keyboard, or a little less where their fingers stay on the screen as fingers do", () => {
    const score = scoreOf({ v: 1, observations: { ...validSignals().observations, pointer: absent, touch: taps() } });
    expect(score.contributions.map(({ feature }) => feature)).toEqual(["baseline", "touch.press_ms_median"]);
    expect(score.value).toBeLessThanOrEqual(baseline);
  });

  function clicksAlone() {
    const { pointer } = validSignals().observations;
    const none = { n: 0, p10: 0, p50: 0, p90: 0 };
    return {
      ...pointer,
      value: {
        ...pointer.value,
        moves: 0,
        pathPx: 0,
        directPx: 0,
        pressMs: none,
        stepMs: none,
        speed: none,
        speedChange: none,
        turn: none,
        curvatureSpeed: undefined,
        strokes: undefined,
      },
    };
  }

  function taps() {
    return { state: "ok", value: { taps: 9, moves: 40, pressMs: { n: 9, p10: 60, p50: 80, p90: 120 } } };
  }

  function fewKeys() {
    const { keys } = validSignals().observations;
    const { holdMs, flightMs } = keys.value;
    return { ...keys, value: { ...keys.value, holdMs: { ...holdMs, n: 7 }, flightMs: { ...flightMs, n: 6 } } };
  }
});

describe("the live model tells", () => {
  test("a person's session apart, below the score of nobody observed", () => {
    expect(scoreOf(validSignals()).value).toBeLessThan(baseline);
  });

  // The rule automation.even-keys says the rest: what slow typists have in common with it speaks too softly for a challenge.
  test("keys that are pressed like a metronome, beside a mouse that moves as people's do", () => {
    const signals = validSignals();
    signals.observations.keys.value.rollovers = 0;
    signals.observations.keys.value.holdMs = { n: 74, p10: 79, p50: 80, p90: 81 };
    signals.observations.keys.value.flightMs = { n: 73, p10: 81, p50: 82, p90: 83 };
    expect(scoreOf(signals).value).toBeGreaterThan(2.5 * baseline);
  });
});

test("the changelog names the live model", () => {
  expect(readFileSync(new URL("../../models/CHANGELOG.md", import.meta.url), "utf8")).toContain(`## ${live.model}`);
});
