import { expect, test } from "vitest";
import { barsOf } from "../../models/lab/eval-model/bars.ts";
import type { Evaluation } from "../../models/lab/eval-model/evaluation.ts";

function at(value: number) {
  return { value, low: value, high: value };
}

/** Every bar is met; each test changes one thing. */
function evaluation(): Evaluation {
  const program = { source: "wind", realBrowser: true, sessions: 10, people: 1_000, auc: at(0.99), caught: at(0.9) };
  return {
    thresholds: { challenge: 0.35, review: 0.9 },
    people: [{ part: "keys", source: "typists", sessions: 100, challenged: at(0.01), reviewed: at(0) }],
    together: [],
    programs: [
      { part: "movement", ...program },
      { part: "keys", ...program },
    ],
    withoutRelated: [],
    runs: [{ source: "wind", runs: 10, notAllowed: at(1), verdicts: { challenge: 10 }, reasons: { RISK_HIGH: 10 } }],
    reliability: { bins: [], error: 0 },
  };
}

const shortOf = (changed: Evaluation) => barsOf(changed).flatMap(({ short }) => short);

test("a model that reaches every bar falls short of none", () => {
  expect(shortOf(evaluation())).toEqual([]);
  expect(barsOf(evaluation()).every(({ measuredOn }) => measuredOn === 1)).toBe(true);
});

test("a driver whose movement is too much like people's is named, with its figure", () => {
  const [movement, keys] = evaluation().programs;
  if (movement === undefined || keys === undefined) throw new TypeError("There are two parts.");
  expect(shortOf({ ...evaluation(), programs: [{ ...movement, auc: at(0.948) }, keys] })).toEqual(["wind 0.948"]);
  expect(shortOf({ ...evaluation(), programs: [{ ...movement, caught: at(0.49) }, keys] })).toEqual(["wind 49.0 %"]);
  expect(shortOf({ ...evaluation(), programs: [{ ...movement, auc: at(0.1), realBrowser: false }, keys] })).toEqual([]);
});

test("runs that are allowed too often are named", () => {
  const runs = evaluation().runs.map((run) => ({ ...run, notAllowed: at(0.9) }));
  expect(shortOf({ ...evaluation(), runs })).toEqual(["wind 90.0 %"]);
});

test("people who are challenged too often are named, where there are enough of them to tell", () => {
  const people = evaluation().people.map((one) => ({ ...one, challenged: at(0.03) }));
  expect(shortOf({ ...evaluation(), people })).toEqual(["typists (keys) 3.0 %"]);
  expect(shortOf({ ...evaluation(), people: people.map((one) => ({ ...one, sessions: 49 })) })).toEqual([]);
});
