import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ClientAnswers } from "./faults/client-answers.ts";
import { whatIsMissing } from "./faults/needs.ts";
import { FAULTS } from "./faults/registry.ts";
import { reportOf } from "./faults/report.ts";

function faults(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["test/rig/rig.ts", "faults", ...args], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

describe("npm run rig -- faults", () => {
  it("lists every fault in its help, and each of them is in the map of tests", () => {
    const { status, stdout } = faults("--help");
    const map = readFileSync("test/README.md", "utf8");
    expect(status).toBe(0);
    for (const { id, title } of FAULTS) {
      expect(stdout).toContain(`${id.padEnd(4)} ${title}`);
      expect(map).toMatch(new RegExp(`--only [F\\d,]*\\b${id}\\b`));
    }
  });

  it.each([[["--only", "F99"]], [["--rounds", "0"]], [["F23"]]])("refuses %j with its help", (args) => {
    const { status, stdout, stderr } = faults(...args);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("npm run rig -- faults [options]");
    expect(stderr).not.toContain("    at ");
  });
});

describe("what a fault takes", () => {
  it("is named where this machine lacks it", () => {
    expect(whatIsMissing({})).toBeUndefined();
    expect(whatIsMissing({ programs: ["a-program-that-nobody-has"] })).toBe("a-program-that-nobody-has not found");
  });

  it("is in the report of what was not tried", () => {
    const untried = { id: "F0", title: "a fault", missing: "it takes root", rounds: 0, holds: 0, sales: 0 };
    expect(reportOf([{ ...untried, answers: {}, losses: [], notes: [] }])).toContain(
      "F0  a fault: not tried, it takes root",
    );
  });
});

describe("what clients were told", () => {
  const answer = (status: number, retryAfter?: string) => ({
    status,
    text: "",
    header: (name: string) => (name === "retry-after" ? retryAfter : undefined),
  });

  it("is wrong where it is neither success nor a moment to come back at", () => {
    const told = new ClientAnswers();
    for (const each of [answer(200), answer(503, "1"), answer(429, "1"), undefined]) told.count("checkout", each);
    expect(told.wrong).toEqual([]);
    told.count("checkout", answer(503));
    told.count("checkout", answer(500));
    expect(told.wrong).toEqual(["a 503 has no Retry-After", "a checkout was answered 500: "]);
  });

  it("is counted by call, status and phase", () => {
    const told = new ClientAnswers();
    told.count("checkout", answer(200));
    told.phase = "during";
    told.count("read", undefined);
    expect([told.counted("before", "checkout 200"), told.counted("during", "read none")]).toEqual([1, 1]);
    expect(told.totals()).toEqual({ "200": 1, none: 1 });
  });
});
