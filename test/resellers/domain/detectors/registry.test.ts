import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DETECTORS } from "../../../../src/resellers/domain/detectors/registry.ts";
import { settings } from "../shipped.ts";

const SOURCE = new URL("../../../../src/resellers/domain/detectors", import.meta.url);
const TESTS = new URL("./", import.meta.url);

/** Files of the folder that hold no detector: the type, and the registry itself. */
const NOT_DETECTORS = ["detector.ts", "registry.ts"];

describe("the registry of detectors", () => {
  it("holds one detector for each file, named after it", () => {
    const files = readdirSync(SOURCE).filter((file) => !NOT_DETECTORS.includes(file));
    expect(DETECTORS.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort());
  });

  it("has examples of each detector beside this test", () => {
    const files = new Set(readdirSync(TESTS));
    expect(DETECTORS.filter(({ id }) => !files.has(`${id}.test.ts`))).toEqual([]);
  });

  it("is weighed sign by sign in the shipped settings", () => {
    for (const { id, signs } of DETECTORS)
      expect([...(settings.weights.get(id)?.keys() ?? [])].sort()).toEqual([...signs].sort());
  });
});
