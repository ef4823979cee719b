import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const CLI = new URL("../../../src/cli/resellers.ts", import.meta.url).pathname;
const HOSTS = ["xiaomi-shop.example", "flowers.example", "mi.com", "not a host", "", "partner-xiaomi.example"];
const PARTNERS = "id,legalName,hosts,validFrom\np1,Partner,partner-xiaomi.example,2020-01-01\n";

let folder = "";
const fileIn = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "firsthand-resellers-"));
  writeFileSync(fileIn("hosts.txt"), HOSTS.join("\n"));
  writeFileSync(fileIn("hosts.txt.gz"), gzipSync(HOSTS.join("\r\n")));
  writeFileSync(fileIn("cut.gz"), gzipSync(HOSTS.join("\n")).subarray(0, 40));
  writeFileSync(fileIn("partners.csv"), PARTNERS);
  writeFileSync(fileIn("broken.csv"), PARTNERS.replace("2020-01-01", "soon"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { encoding: "utf8" });
  return { status, stdout, stderr };
}

function linesOf(stdout: string): readonly Record<string, unknown>[] {
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

describe("resellers scan", () => {
  it.each(["hosts.txt", "hosts.txt.gz"])("answers each line of %s in order", (name) => {
    const { status, stdout, stderr } = run("scan", fileIn(name), "--json", "--authorized", fileIn("partners.csv"));
    expect(status).toBe(0);
    expect(linesOf(stdout)).toMatchObject([
      { host: "xiaomi-shop.example", flag: true, brand: "xiaomi" },
      { host: "flowers.example", flag: false, evidence: [] },
      { host: "mi.com", flag: false, authorized: true },
      { problem: "not-a-host", reason: "white-space" },
      { problem: "not-a-host", reason: "empty" },
      { host: "partner-xiaomi.example", flag: false, authorized: true, seller: "Partner" },
    ]);
    expect(stderr).toContain("1 flagged, 2 authorized or the brand's own, 2 not a host");
  });

  it("gives the same bytes on one thread and on three", () => {
    const many = Array.from({ length: 60_000 }, (_, at) => `host-${at}${at % 97 === 0 ? "-xiaomi" : ""}.example`);
    writeFileSync(fileIn("many.txt"), many.join("\n"));
    const one = run("scan", fileIn("many.txt"), "--json", "--flagged", "--threads", "1");
    expect(linesOf(one.stdout)).toHaveLength(Math.ceil(60_000 / 97));
    expect(run("scan", fileIn("many.txt"), "--json", "--flagged", "--threads", "3").stdout).toBe(one.stdout);
  });

  it("prints a table of the flagged hosts without --json", () => {
    const { stdout } = run("scan", fileIn("hosts.txt"));
    expect(stdout.split("\n")).toEqual([
      expect.stringMatching(/^score\s+host\s+evidence$/),
      expect.stringMatching(
        /^0\.\d{4} {2}xiaomi-shop\.example\s+brand-name\/distinctive name "xiaomi"; shop-words\/retail "shop"$/,
      ),
      expect.stringContaining("partner-xiaomi.example"),
      "",
    ]);
  });

  it.each([
    [["scan"], 2, "name one list of hosts"],
    [["scan", "a", "b"], 2, "name one list of hosts"],
    [["scan", "a", "--threads", "0"], 2, "--threads takes a whole number"],
    [["scan", "a", "--flagged"], 2, "--flagged goes with --json"],
    [["scan", "a", "--colour"], 2, "--colour"],
    [["scan", "a", "--rules", "nowhere"], 2, "nowhere"],
    [["sell"], 2, "npm run resellers"],
  ])("refuses %j", (args, status, message) => {
    const result = run(...args);
    expect(result).toMatchObject({ status, stdout: "" });
    expect(result.stderr).toContain(message);
  });

  it("stops at a registry with a problem and names the line", () => {
    const result = run("scan", fileIn("hosts.txt"), "--authorized", fileIn("broken.csv"));
    expect(result).toMatchObject({ status: 2, stdout: "" });
    expect(result.stderr).toContain("broken.csv:2: validFrom: must be a day such as 2026-11-30");
  });

  it.each(["cut.gz", "absent.txt"])("says that %s cannot be read, without a stack", (name) => {
    const { status, stderr } = run("scan", fileIn(name));
    expect(status).toBe(1);
    expect(stderr).toContain("cannot read the list: ");
    expect(stderr).not.toContain("    at ");
  });

  it.each([["--help"], ["scan", "--help"], ["check", "--help"]])("explains itself with %s %s", (...args) => {
    expect(run(...args)).toMatchObject({ status: 0, stderr: "" });
  });

  it("finds nothing wrong with the shipped rules", () => {
    expect(run("check")).toMatchObject({ status: 0, stdout: "1 brands: xiaomi\n" });
  });
});
