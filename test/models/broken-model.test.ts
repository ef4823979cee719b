import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import shippedPolicy from "../../dist/policy.json" with { type: "json" };
import live from "../../models/live.json" with { type: "json" };
import { modelHash } from "../../src/domain/scoring/model-hash.ts";
import { checkoutOf, SALE } from "../support/fixtures.ts";
import { type OtherFiles, startWorkerWithFiles } from "../support/worker-with-files.ts";

const FOLDER = `models/${live.model}`;
const WEIGHTS = `${FOLDER}/weights.json`;
const manifest = JSON.parse(readFileSync(`${FOLDER}/manifest.json`, "utf8"));
const weights = JSON.parse(readFileSync(WEIGHTS, "utf8"));
const declared = shippedPolicy.policy.withoutScore;
const START_MS = 60_000;

/** Other weights, and the hash that chooses them: what is wrong with them is then the one thing that is wrong. */
function chosen(other: unknown, text = JSON.stringify(other)): OtherFiles {
  const hash = modelHash(manifest, JSON.parse(JSON.stringify(other)));
  return { [WEIGHTS]: text, "models/live.json": JSON.stringify({ model: live.model, hash }) };
}

const [centre, ...centres] = weights.centre;
/** JSON has no such number, so its hash is that of nothing in its place. */
const notANumber = chosen(
  { ...weights, centre: [null, ...centres] },
  JSON.stringify({ ...weights, centre: ["NaN", ...centres] }).replace('"NaN"', "NaN"),
);

const BROKEN: readonly (readonly [string, OtherFiles, string])[] = [
  ["has a directory that the bundle lacks", { "models/live.json": '{"model":"checkout-v0.0"}' }, "model-unknown"],
  ["has no weights", chosen(null), "weights-invalid"],
  ["has weights that were cut off", chosen({ ...weights, output: weights.output.slice(0, -1) }), "weights-shape"],
  ["has a weight that is no number", notANumber, "weights-invalid"],
  [
    "has other weights than were chosen",
    { [WEIGHTS]: JSON.stringify({ ...weights, centre: [centre + 1e-6, ...centres] }) },
    "hash-mismatch",
  ],
];

describe.each(BROKEN)("a deployment whose model %s", (_, files, problem) => {
  test(
    "gives the policy's declared answer and never an allow, and says so to its operator",
    async () => {
      const worker = await startWorkerWithFiles(files);
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
          problem,
        });
      } finally {
        await worker.stop();
      }
    },
    START_MS,
  );
});

describe("a deployment that tries a shadow model", () => {
  const chosenLive = { model: live.model, hash: live.hash };
  const score = { value: expect.any(Number), logit: expect.any(Number), modelVersion: live.model };

  test.each([
    ["records both scores", chosenLive, score],
    ["decides the same where it is broken", { ...chosenLive, hash: "sha256-other" }, undefined],
    ["decides the same where it is missing", { model: "checkout-v0.0", hash: "" }, undefined],
  ])(
    "%s",
    async (_, shadow, recorded) => {
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
    },
    START_MS,
  );
});

test(
  "a deployment whose model is whole allows the same checkout",
  async () => {
    const worker = await startWorkerWithFiles(chosen(weights));
    try {
      await worker.call("PUT", "/v1/sales/sale", SALE);
      const { json } = await worker.call("POST", "/v1/sales/sale/checkouts", checkoutOf(1));
      expect(json).toMatchObject({ verdict: "allow", score: { modelVersion: live.model } });
    } finally {
      await worker.stop();
    }
  },
  START_MS,
);
