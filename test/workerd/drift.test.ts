import { env, runDurableObjectAlarm } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import type { AttemptRecord } from "../../src/domain/decision/attempt-record.ts";
import { newRecordId } from "../../src/domain/ids.ts";
import { assert } from "../../src/domain/result.ts";
import type { Distribution } from "../../src/domain/scoring/drift/distribution.ts";
import { archiveDecisions, findArchivedDecision } from "../../src/platform/decisions/decision-archive.ts";
import { liveReference } from "../../src/platform/model/live-model.ts";
import { servedModels } from "../../src/platform/model/model-source.ts";
import { type DriftAnswer, driftAnswer } from "../../src/wire/drift.ts";
import { serveCertificates } from "./support/access-team.ts";
import { call, migrateDatabase, saleStub, slugOf } from "./support/deployment.ts";
import { holdUnit, newSale } from "./support/shopping.ts";
import { callAs } from "./support/staff.ts";

const HOUR_MS = 3_600_000;
const BEGIN_MS = Date.parse("2026-06-01T00:00:00Z");
const at = (hour: number) => new Date(BEGIN_MS + hour * HOUR_MS).toISOString();
const { live, shadow } = servedModels();
if (live === undefined) throw new TypeError("The live model is served.");
const { features, modelVersion } = live.manifest;
const signals = features.map(({ signal }) => signal);
const reference = liveReference();
const scoreReference = reference?.score;
if (reference === undefined || scoreReference === undefined) {
  throw new TypeError("The live model knows how features and score lay in training.");
}
const { features: featureReference } = reference;

/** Values that lie as they did in training: the middle of each bin, as often as its share. */
function trained({ edges, shares }: Distribution, count: number): number[] {
  return shares.flatMap((share, bin) => {
    const [from, to] = [edges[bin - 1] ?? edges[0] ?? 0, edges[bin] ?? (edges.at(-1) ?? 0) + 1];
    return Array.from({ length: Math.round(share * count) }, () => (from + to) / 2);
  });
}

/** Copies of a recorded decision in the archive, spread over an hour, with other signals and another score. */
async function archive(
  like: AttemptRecord,
  hour: number,
  of: (n: number) => { signals: AttemptRecord["input"]["signals"]; score: number },
) {
  const count = 300;
  const copies = Array.from({ length: count }, (_, n): AttemptRecord => {
    const made = of(n);
    const atMs = BEGIN_MS + hour * HOUR_MS + n * 1000;
    const { score } = like.input;
    if (score === undefined) throw new TypeError("An ordinary checkout has a score.");
    return {
      ...like,
      atMs,
      decisionId: newRecordId("dec", like.saleId, atMs, Math.random),
      input: {
        ...like.input,
        signals: { ...like.input.signals, ...made.signals },
        score: { ...score, value: made.score },
      },
    };
  });
  const rows = copies.map((record) => ({
    ...record,
    verdict: record.decision.verdict,
    reasonCodes: [],
    record: JSON.stringify(record),
  }));
  await archiveDecisions(env.DB, rows, Date.now());
}

let saleId: string;

beforeAll(async () => {
  serveCertificates();
  await migrateDatabase();
  saleId = await newSale();
  const { decisionId } = await holdUnit(saleId);
  await runDurableObjectAlarm(saleStub(saleId));
  const like = await findArchivedDecision(env.DB, decisionId);
  assert(like !== undefined, "the alarm has copied the decision");
  const usual = featureReference.map((distribution) => trained(distribution, 300));
  const scores = trained(scoreReference, 300);
  const observed = (n: number) =>
    Object.fromEntries(
      signals.map((signal, feature) => [signal, usual[feature]?.[n % (usual[feature]?.length ?? 1)] ?? 0]),
    );
  await archive(like, 0, (n) => ({ signals: observed(n), score: scores[n % scores.length] ?? 0 }));
  await archive(like, 2, (n) => ({ signals: { ...observed(n), [signals[0] ?? ""]: 1 }, score: 0.5 + (n % 100) / 200 }));
});

async function drift(query: { readonly [name: string]: string }): Promise<DriftAnswer> {
  const seen = await callAs("ana", `/v1/model/drift?${new URLSearchParams(query)}`);
  return driftAnswer.parse(seen.json);
}

const levels = ({ features: rows }: DriftAnswer) => rows.map(({ level }) => level);

describe("drift of recorded decisions", () => {
  it("is none where features and score lie as in training", async () => {
    const answer = await drift({ from: at(0), to: at(1), sale: saleId });
    expect(answer).toMatchObject({
      modelVersion,
      reference: "training",
      saleId,
      window: { from: at(0), to: at(1), recorded: 300, read: 300 },
      score: { level: "stable" },
    });
    expect(levels(answer)).toEqual(signals.map(() => "stable"));
  });

  it("says how far the shadow model, where one is served, is from the live one", async () => {
    const answer = await drift({ from: at(0), to: at(1) });
    expect([answer.shadow?.modelVersion, answer.shadow?.decisions]).toEqual(
      shadow === undefined ? [undefined, undefined] : [shadow.manifest.modelVersion, 300],
    );
  });

  it("names the feature that left its training behind", async () => {
    expect(levels(await drift({ from: at(2), to: at(3) }))).toEqual(
      signals.map((_, feature) => (feature === 0 ? "drifted" : "stable")),
    );
  });

  it("compares one window with another, the score too", async () => {
    const answer = await drift({ from: at(2), to: at(3), referenceFrom: at(0), referenceTo: at(1) });
    expect(answer).toMatchObject({
      reference: "window",
      referenceWindow: { recorded: 300 },
      score: { level: "drifted" },
    });
    expect(levels(answer)).toEqual(signals.map((_, feature) => (feature === 0 ? "drifted" : "stable")));
    const same = await drift({ from: at(0), to: at(1), referenceFrom: at(0), referenceTo: at(1) });
    expect(same.score).toMatchObject({ level: "stable", index: 0 });
  });

  it("draws no conclusion from an empty window", async () => {
    const answer = await drift({ from: at(10), to: at(11) });
    expect(answer.window.recorded).toBe(0);
    expect(levels(answer)).toEqual(signals.map(() => "too-few"));
  });

  it("looks at the last week where nobody says otherwise", async () => {
    const { window } = await drift({});
    expect(Date.parse(window.to) - Date.parse(window.from)).toBe(7 * 24 * HOUR_MS);
    expect(window.recorded).toBe(1);
  });

  it.each([
    ["a moment that is none", { from: "yesterday" }, "/from"],
    ["a window that ends before it begins", { from: at(2), to: at(1) }, "/from"],
    ["an end of a reference alone", { referenceTo: at(1) }, "/referenceFrom"],
  ])("refuses %s", async (_, query, pointer) => {
    const seen = await callAs("ana", `/v1/model/drift?${new URLSearchParams(query)}`);
    expect([seen.status, slugOf(seen)]).toEqual([400, "request-invalid"]);
    expect(seen.json.errors).toEqual([{ pointer, detail: expect.any(String) }]);
  });

  it("is for staff alone", async () => {
    for (const shop of [undefined, "shop-a"] as const) {
      const seen = await call("/v1/model/drift", { method: "GET", key: "", shop });
      expect([seen.status, slugOf(seen)]).toEqual([403, "forbidden"]);
    }
  });
});
