import { describe, expect, test } from "vitest";
import * as z from "zod";
import shippedPolicy from "../../dist/policy.json" with { type: "json" };
import live from "../../models/live.json" with { type: "json" };
import { modelHash } from "../../src/domain/scoring/model-hash.ts";
import { BUNDLED, loadChosen, type ModelFiles } from "../../src/platform/model/live-model.ts";
import { checkoutOf, SALE } from "../support/fixtures.ts";
import { startWorkerWithFiles } from "../support/worker-with-files.ts";

const FILES = filesOf(live.model);
const weights = z.looseObject({ centre: z.array(z.number()), output: z.array(z.unknown()) }).parse(FILES.weights);
const [centre = 0, ...centres] = weights.centre;

function filesOf(model: string): ModelFiles {
  const files = BUNDLED.get(model);
  if (files === undefined) throw new TypeError(`The bundle has no ${model}.`);
  return files;
}

/** Loads the live model with other weights; with their own hash, what is wrong with them is the one thing that is wrong. */
function loadWith(other: ModelFiles["weights"], hash = modelHash(FILES.manifest, other)) {
  const loaded = loadChosen({ model: live.model, hash }, new Map([[live.model, { ...FILES, weights: other }]]));
  return loaded.ok ? "ok" : loaded.error.kind;
}

describe("a model", () => {
  test("that is whole is loaded", () => {
    expect(loadWith(FILES.weights, live.hash)).toBe("ok");
  });

  test("whose directory the bundle lacks is unknown", () => {
    expect(loadChosen({ model: "checkout-v0.0", hash: live.hash }, BUNDLED)).toMatchObject({
      ok: false,
      error: { kind: "model-unknown" },
    });
  });

  test.each<readonly [string, ModelFiles["weights"], string]>([
    ["has no weights", null, "weights-invalid"],
    ["has weights that were cut off", plain({ ...weights, output: weights.output.slice(0, -1) }), "weights-shape"],
    ["has a weight that is no number", plain({ ...weights, centre: [null, ...centres] }), "weights-invalid"],
  ])("that %s is refused", (_, other, problem) => {
    expect(loadWith(other)).toBe(problem);
  });

  test("that has other weights than were chosen is refused by its hash", () => {
    expect(loadWith(plain({ ...weights, centre: [centre + 1e-6, ...centres] }), live.hash)).toBe("hash-mismatch");
  });
});

/** A value as a file of JSON gives it back. */
function plain(value: unknown): ModelFiles["weights"] {
  return JSON.parse(JSON.stringify(value));
}

test("a deployment whose model is broken gives the policy's declared answer and never an allow, and says so", async () => {
  const worker = await startWorkerWithFiles({ "models/live.json": '{"model":"checkout-v0.0"}' });
  const declared = shippedPolicy.policy.withoutScore;
  try {
    expect((await worker.call("PUT", "/v1/sales/sale", SALE)).status).toBe(200);
    const { status, json } = await worker.call("POST", "/v1/sales/sale/checkouts", checkoutOf(1));
    expect(declared).not.toBe("allow");
    expect([status, json]).toEqual([
      200,
      expect.objectContaining({
        verdict: declared,
        reasons: expect.arrayContaining([expect.objectContaining({ code: "SCORE_UNAVAILABLE" })]),
        allocation: { status: "none" },
      }),
    ]);
    expect(json).not.toHaveProperty("score");
    expect((await worker.call("GET", "/healthz")).json).toMatchObject({ status: "ok", modelVersion: "none" });
    expect(worker.logged.map((line) => JSON.parse(line))).toContainEqual({
      event: "model-unavailable",
      role: "live",
      problem: "model-unknown",
    });
  } finally {
    await worker.stop();
  }
});

describe("a deployment that tries a shadow model", () => {
  const chosenLive = { model: live.model, hash: live.hash };
  const score = { value: expect.any(Number), logit: expect.any(Number), modelVersion: live.model };

  test.each([
    ["records both scores", chosenLive, score],
    ["decides the same where it is broken", { ...chosenLive, hash: "sha256-other" }, undefined],
  ])("%s", async (_, shadow, recorded) => {
    const worker = await startWorkerWithFiles({ "models/live.json": JSON.stringify({ ...chosenLive, shadow }) });
    try {
      await worker.call("PUT", "/v1/sales/sale", SALE);
      const { json } = await worker.call("POST", "/v1/sales/sale/checkouts", checkoutOf(1));
      expect(json).toMatchObject({ verdict: "allow", score: { modelVersion: live.model } });
      const { decisionId } = z.object({ decisionId: z.string() }).parse(json);
      const decision = z.looseObject({}).parse((await worker.call("GET", `/v1/decisions/${decisionId}`)).json);
      expect(decision.shadowScore).toEqual(recorded);
      const roles = worker.logged.map((line) => JSON.parse(line).role);
      expect(roles).toEqual(recorded === undefined ? ["shadow"] : []);
    } finally {
      await worker.stop();
    }
  });
});
