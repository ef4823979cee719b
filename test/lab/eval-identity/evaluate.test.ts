import { expect, it } from "vitest";
import { evaluate } from "../../../models/lab/eval-identity/evaluate.ts";

it("measures the own corpus alone where no recordings are, and holds it to its bars", () => {
  const report = evaluate("no such folder");
  expect(report.recorded).toEqual([]);
  expect(report.bars.map(({ name, met }) => [name, met])).toEqual([
    ["lowest cosmetic family, exact key", true],
    ["lowest soft family, any key", true],
    ["neighbours merged, exact key", true],
    ["lowest kind of bug reports", true],
  ]);
});
