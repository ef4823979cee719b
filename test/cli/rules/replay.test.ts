import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { recordDecisions, shippedPolicy } from "../../support/recorded-decisions.ts";

const DECISIONS = 200;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "replay-"));
  const lines = [...recordDecisions(DECISIONS, shippedPolicy())].map((decision) => `${JSON.stringify(decision)}\n`);
  writeFileSync(join(folder, "decisions.ndjson.gz"), gzipSync(lines.join("")));
  writeFileSync(join(folder, "broken.ndjson"), [...lines.slice(0, 2), "nonsense\n", ...lines.slice(2, 4)].join(""));
});

afterAll(() => rmSync(folder, { recursive: true }));

function replay(...args: string[]) {
  const all = ["src/cli/rules.ts", "replay", ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, { encoding: "utf8" });
  return { status, stdout, stderr };
}

const report = z.object({
  decisions: z.number(),
  newlyDenied: z.number(),
  reproduced: z.object({ same: z.number(), different: z.array(z.string()) }),
  changes: z.array(z.object({ after: z.string(), movers: z.array(z.string()) })),
});

describe("rules replay", () => {
  it("makes every decision again under the policy that made it, from a packed file, and exits with 0", () => {
    const { status, stdout } = replay("--from", join(folder, "decisions.ndjson.gz"), "--json");
    expect(status).toBe(0);
    expect(report.parse(JSON.parse(stdout))).toMatchObject({
      decisions: DECISIONS,
      newlyDenied: 0,
      reproduced: { same: DECISIONS, different: [] },
      changes: [],
    });
  });

  it("gives the same report on one thread and on three", () => {
    const from = ["--from", join(folder, "decisions.ndjson.gz"), "--json", "--threads"];
    expect(replay(...from, "3").stdout).toBe(replay(...from, "1").stdout);
  });

  it("names the rule that moves decisions, in the table and on the page", () => {
    const policy = join(folder, "rules");
    cpSync("rules", policy, { recursive: true });
    const file = join(policy, "packs/identity/one-device-per-account.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace(/^then:.*$/m, "then: review"));
    const html = join(folder, "report.html");
    const from = join(folder, "decisions.ndjson.gz");
    const { status, stdout, stderr } = replay("--policy", policy, "--from", from, "--html", html);
    expect({ status, stderr: stderr.replace(/ in .*/s, "") }).toEqual({ status: 0, stderr: `${DECISIONS} decisions` });
    expect(stdout).toMatch(/no longer denied [1-9]/);
    expect(stdout).toMatch(/^ {2}identity\.one-device-per-account +[1-9]/m);
    const page = readFileSync(html, "utf8");
    expect(page).toContain("identity.one-device-per-account");
    expect(page).toMatch(/<rect x="[\d.]+" y="4" width="[\d.]+"/);
  });

  it("says which line is no decision, replays the others and exits with 1", () => {
    const { status, stdout, stderr } = replay("--from", join(folder, "broken.ndjson"), "--json");
    expect(status).toBe(1);
    expect(stderr).toContain("Line 3 is no decision. It is not JSON.\n");
    expect(report.parse(JSON.parse(stdout)).decisions).toBe(4);
  });

  it("exits with 2 where no file is named, or none is there", () => {
    expect(replay().status).toBe(2);
    expect(replay("--from", join(folder, "nowhere.ndjson")).status).toBe(2);
  });
});
