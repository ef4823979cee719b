import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";

const HOME = { lines: ["Flat 4B, Sea View", "12 Hill Rd."], postalCode: "400050", country: "IN" };

function explain(addresses: readonly object[], ...args: string[]) {
  const input = addresses.map((address) => JSON.stringify(address)).join("\n");
  const { status, stdout, stderr } = spawnSync(process.execPath, ["src/cli/rules.ts", "explain-addresses", ...args], {
    input,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

describe("rules explain-addresses", () => {
  it("says why addresses meet, and which do not", () => {
    const { status, stdout } = explain([
      HOME,
      { ...HOME, lines: ["12 Hill Road", "4-B, Sea View"] },
      { ...HOME, lines: ["Sea View, Hill Road"] },
      { ...HOME, lines: ["Flat 5B, Sea View", "14 Hill Road"] },
    ]);
    expect(status).toBe(0);
    expect(stdout).toContain("abbreviation-spelled-out  rd -> road");
    expect(stdout).toContain("1 and 2  one household, one building, near");
    expect(stdout).toContain("1 and 3  near, with something left out or read otherwise");
    expect(stdout).toContain("1 and 4  share no key");
  });

  it("says which numbers nobody can be sure of, and what else they may be", () => {
    const { stdout } = explain([
      { lines: ["12 Hill Road 77 Green"], postalCode: "400050", country: "IN" },
      { lines: ["12 Hill Road, 77"], postalCode: "400050", country: "IN" },
      { lines: ["2/9 High Street"], postalCode: "EH1 1AA", country: "GB" },
    ]);
    expect(stdout).toMatch(/number-of-no-door +77 -> 77/);
    expect(stdout).toMatch(/flat-by-its-place +77 -> 77/);
    expect(stdout).toMatch(/may-also-be +2-9 -> unit 2, house 9/);
  });

  it("prints a line of JSON for each address", () => {
    const { stdout } = explain([HOME, HOME], "--json");
    const lines = stdout.trimEnd().split("\n");
    expect(lines.map((line) => Object.keys(JSON.parse(line)))).toEqual([
      ["keys", "steps"],
      ["keys", "steps"],
    ]);
  });

  it("names the line that is no address", () => {
    const { status, stderr } = explain([HOME, { lines: "no list" }]);
    expect([status, stderr.split(":")[0]]).toEqual([2, "Line 2 is no address"]);
  });
});
