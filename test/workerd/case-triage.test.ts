import { env } from "cloudflare:test";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { TRIAGE_CASES_MAX, TRIAGE_UNDO_MS } from "../../src/domain/limits.ts";
import { casesAnswer, triageAnswer, undoAnswer } from "../../src/resellers/wire/case.ts";
import { serveCertificates } from "./support/access-team.ts";
import { ANN, as, BOB, dispose, newCase, post, REASON, readCase, TRUST } from "./support/case-calls.ts";
import { migrateDatabase, slugOf } from "./support/deployment.ts";

beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
});

async function newCases(count: number): Promise<string[]> {
  const opened = await Promise.all(Array.from({ length: count }, () => newCase()));
  return opened.map(({ caseId }) => caseId);
}

const triage = (caseIds: readonly string[], change: object = {}, person: object = ANN) =>
  post(person, "/v1/cases/triage", { caseIds, action: "dismiss", reason: REASON, ...change });
const undo = (batchId: string | undefined, person: object = ANN) =>
  post(person, `/v1/cases/triage/${batchId}/undo`, undefined);
const statesOf = async (caseIds: readonly string[]) =>
  (await Promise.all(caseIds.map(readCase))).map(({ state }) => state);

describe("POST /v1/cases/triage", () => {
  it("dismisses several cases with one reason, each in the history of its own", async () => {
    const caseIds = await newCases(3);
    const { changed, refused } = triageAnswer.parse((await triage(caseIds)).json);
    expect([changed.map(({ state }) => state), refused]).toEqual([["dismissed", "dismissed", "dismissed"], []]);
    for (const caseId of caseIds) {
      const { history } = await readCase(caseId);
      expect(history).toMatchObject([{ kind: "disposition", transition: "dismiss", by: ANN.email, text: REASON }]);
    }
    expect((await as(ANN, "/v1/cases/audit")).json).not.toHaveProperty("fault");
  });

  it("changes those that can take it, and says of the others why they stay", async () => {
    const [first = "", second = ""] = await newCases(2);
    await dispose(first, "dismiss");
    const { changed, refused } = triageAnswer.parse((await triage([first, second, "case_none"])).json);
    expect(changed.map(({ caseId }) => caseId)).toEqual([second]);
    expect(refused.map(({ caseId, problem }) => [caseId, problem]).sort()).toEqual(
      [
        [first, "transition-not-allowed"],
        ["case_none", "case-unknown"],
      ].sort(),
    );
  });

  it("has no batch where nothing was changed", async () => {
    expect(Object.keys((await triage(["case_none"])).json)).toEqual(["changed", "refused"]);
  });

  it("assigns to oneself, to somebody else and to nobody, which can be filtered by", async () => {
    const caseIds = await newCases(2);
    const listed = async (query: string) => {
      const { cases } = casesAnswer.parse((await as(ANN, `/v1/cases?${query}`)).json);
      return cases
        .map(({ caseId }) => caseId)
        .filter((caseId) => caseIds.includes(caseId))
        .sort();
    };
    const mine = await triage(caseIds, { action: "assign", assignTo: ANN.email });
    expect(triageAnswer.parse(mine.json).changed.map(({ assignedTo }) => assignedTo)).toEqual([ANN.email, ANN.email]);
    expect(await listed("assigned=me")).toEqual(caseIds.toSorted());
    expect(await listed(`assigned=${encodeURIComponent(ANN.email)}`)).toEqual(caseIds.toSorted());
    await triage(caseIds.slice(0, 1), { action: "assign" });
    expect(await listed("assigned=nobody")).toEqual(caseIds.slice(0, 1));
    expect((await readCase(caseIds[0] ?? "")).history.at(-1)).toMatchObject({ kind: "assignment", text: REASON });
  });

  it.each<[string, object]>([
    ["the action that needs two people", { action: "confirm" }],
    ["authorizing many at once", { action: "authorize" }],
    ["no case", { caseIds: [] }],
    ["a case twice", { caseIds: ["case_1", "case_1"] }],
    ["too many cases", { caseIds: Array.from({ length: TRIAGE_CASES_MAX + 1 }, (_, at) => `case_${at}`) }],
    ["somebody whom nobody knows", { action: "assign", assignTo: "stranger@elsewhere.example" }],
    ["a person for another action", { assignTo: ANN.email }],
    ["no reason at all", { reason: undefined }],
  ])("refuses %s", async (_, change) => {
    expect(slugOf(await triage(["case_1"], change))).toBe("request-invalid");
  });

  it("changes nothing where the reason is too short", async () => {
    const caseIds = await newCases(1);
    const { changed, refused } = triageAnswer.parse((await triage(caseIds, { reason: "spam" })).json);
    expect([changed, refused.map(({ problem }) => problem)]).toEqual([[], ["request-invalid"]]);
  });

  it("is for who decides cases alone", async () => {
    expect(slugOf(await triage(["case_1"], {}, TRUST))).toBe("forbidden");
    expect(slugOf(await undo("bat_1", TRUST))).toBe("forbidden");
  });

  it("takes as many cases as it says, in one piece of the chain", async () => {
    const { caseId } = await newCase();
    const caseIds = Array.from({ length: TRIAGE_CASES_MAX }, (_, at) => `case_copy${at}`);
    const columns =
      "skeleton, state, score, assessment, confirmed_by, reports, objections, opened_at_ms, updated_at_ms";
    await env.DB.prepare(
      `INSERT INTO reseller_case (case_id, subject, ${columns})
       SELECT value, value || '.example', ${columns.replace("opened_at_ms", "opened_at_ms - 3600000")} FROM reseller_case, json_each(?) WHERE case_id = ?`,
    )
      .bind(JSON.stringify(caseIds), caseId)
      .run();
    const { changed } = triageAnswer.parse((await triage(caseIds, { reason: "x".repeat(2_000) })).json);
    expect(changed.length).toBe(TRIAGE_CASES_MAX);
    expect((await as(ANN, "/v1/cases/audit")).json).not.toHaveProperty("fault");
  });

  it("is one chain where many act at once", async () => {
    const caseIds = await newCases(6);
    const answers = await Promise.all([
      triage(caseIds.slice(0, 3)),
      triage(caseIds.slice(3)),
      ...caseIds.map((caseId) => post(BOB, `/v1/cases/${caseId}/notes`, { text: "Looked at it." })),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect((await as(ANN, "/v1/cases/audit")).json).not.toHaveProperty("fault");
    expect(await statesOf(caseIds)).toEqual(caseIds.map(() => "dismissed"));
  });
});

describe("POST /v1/cases/triage/{batchId}/undo", () => {
  it("puts every case back where it stood, person and first confirmation included, and keeps both in the history", async () => {
    const [taken = "", fresh = ""] = await newCases(2);
    await dispose(taken, "take");
    await dispose(taken, "confirm", BOB);
    const { batchId } = triageAnswer.parse((await triage([taken, fresh])).json);
    expect(undoAnswer.parse((await undo(batchId)).json)).toMatchObject({ refused: [], changed: [{}, {}] });
    expect(await readCase(taken)).toMatchObject({ state: "in_review", confirmations: 1, assignedTo: ANN.email });
    const { state, history } = await readCase(fresh);
    expect([state, history.map(({ kind, from, to }) => [kind, from, to])]).toEqual([
      "new",
      [
        ["disposition", "new", "dismissed"],
        ["undo", "dismissed", "new"],
      ],
    ]);
    expect((await as(ANN, "/v1/cases/audit")).json).not.toHaveProperty("fault");
  });

  it("leaves a case that somebody has touched since, and undoes no case twice", async () => {
    const [touched = "", other = ""] = await newCases(2);
    const { batchId } = triageAnswer.parse((await triage([touched, other])).json);
    await dispose(touched, "reopen", BOB);
    const first = undoAnswer.parse((await undo(batchId)).json);
    expect(first.refused).toMatchObject([{ caseId: touched, problem: "undo-refused" }]);
    expect(await statesOf([touched, other])).toEqual(["reopened", "new"]);
    const second = undoAnswer.parse((await undo(batchId)).json);
    expect([second.changed, second.refused.length]).toEqual([[], 2]);
  });

  it("is for who did it, for ten seconds", async () => {
    const { batchId } = triageAnswer.parse((await triage(await newCases(1))).json);
    const byBob = await undo(batchId, BOB);
    expect([byBob.status, slugOf(byBob)]).toEqual([409, "undo-refused"]);
    vi.spyOn(Date, "now").mockReturnValue(Date.now() + TRIAGE_UNDO_MS + 1);
    const late = await undo(batchId, { ...ANN, nbf: 0 });
    vi.restoreAllMocks();
    expect([late.status, slugOf(late)]).toEqual([409, "undo-refused"]);
  });

  it("knows no batch that is none", async () => {
    expect(slugOf(await undo("bat_none"))).toBe("batch-unknown");
  });
});
