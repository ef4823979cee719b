import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ChainEntry, nextEntry } from "../../../src/domain/hash-chain.ts";

const ACT = { atMs: 0, by: { sub: "ana", email: "ana@example.com" } };
const FIRST = nextEntry(undefined, { kind: "published", ...ACT, why: "first", hash: "sha256-a" });
const HISTORY = [FIRST, nextEntry(FIRST, { kind: "rolled-back", ...ACT, why: "second", hash: "sha256-b" })];

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "history-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

function history(entries: readonly ChainEntry<object>[]) {
  const file = join(folder, "rules.json");
  writeFileSync(file, JSON.stringify({ history: entries }));
  const args = ["src/cli/rules.ts", "history", "--from", file];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return { status, stdout, stderr };
}

describe("rules history", () => {
  it("shows each entry and the hash of the latest, and exits with 0", () => {
    const { status, stdout, stderr } = history(HISTORY);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: `2 entries, and the chain holds. Latest: ${HISTORY[1]?.hash}\n`,
    });
    expect(stdout).toBe(
      "   1  1970-01-01T00:00:00.000Z  published    ana@example.com  first\n      sha256-a\n" +
        "   2  1970-01-01T00:00:00.000Z  rolled-back  ana@example.com  second\n      sha256-b\n",
    );
  });

  it("says who agreed, and who broke the glass", () => {
    const agreed = { ...FIRST.body, approval: { by: { email: "ben@example.com" }, why: "looks right" } };
    const entry = nextEntry(undefined, agreed);
    const { stdout } = history([entry, nextEntry(entry, { ...FIRST.body, breakGlass: true })]);
    expect(stdout.split("\n").slice(1, 3)).toEqual(["      agreed by ben@example.com: looks right", "      sha256-a"]);
    expect(stdout).toContain("\n      alone, breaking glass\n");
  });

  it("names the entry at which the chain breaks, and exits with 1", () => {
    const altered = [{ ...FIRST, body: { ...FIRST.body, why: "other" } }, ...HISTORY.slice(1)];
    const { status, stderr } = history(altered);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: "The chain breaks at entry 1: it was changed after it was written.\n",
    });
  });
});

describe.each(["publish", "rollback"])("rules %s", (name) => {
  it("asks for a reason before it calls anybody, and exits with 2", () => {
    const args = ["src/cli/rules.ts", name, "--base-url", "http://127.0.0.1:9"];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    expect(status).toBe(2);
    expect(stderr).toContain("--why is needed: the reason is kept in the history.\n");
  });
});
