import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { keepRegression, readRegressions } from "../rig/sim/regressions.ts";

function sim(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["test/rig/rig.ts", "sim", ...args], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

describe("npm run rig -- sim", () => {
  it("plays the histories that were asked for, and says so in JSON", () => {
    const { status, stdout } = sim("--seeds", "20", "--from", "7", "--json");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      from: 7,
      seeds: 20,
      broken: [],
      totals: { commits: expect.any(Number) },
    });
  });

  it("counts what happened, with the rate", () => {
    const { status, stdout } = sim("--seeds", "20");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^commits +[\d,]+$/m);
    expect(stdout).toMatch(/\n20 histories in [\d.]+ s \([\d,]+\/s\), 0 with a broken promise\n$/);
  });

  it.each([[["--seeds", "0"]], [["--from", "first"]], [["--sedes", "1"]]])("refuses %j with its help", (args) => {
    const { status, stdout, stderr } = sim(...args);
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("npm run rig -- sim [options]");
    expect(stderr).not.toContain("    at ");
  });
});

describe("a seed that broke a promise", () => {
  it("is kept once, beside those that were kept before", () => {
    const folder = mkdtempSync(join(tmpdir(), "firsthand-sim-"));
    const file = pathToFileURL(join(folder, "regressions.json"));
    try {
      writeFileSync(file, "[]");
      keepRegression({ seed: 4711, promise: "a hold ends exactly once" }, file);
      keepRegression({ seed: 12, promise: "never one unit too many" }, file);
      keepRegression({ seed: 4711, promise: "another promise" }, file);
      expect(readRegressions(file)).toEqual([
        { seed: 4711, promise: "a hold ends exactly once" },
        { seed: 12, promise: "never one unit too many" },
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
