import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const CLI = "models/lab/lab.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "firsthand-eval-"));
  const write = (name: string, lines: readonly string[]) =>
    writeFileSync(join(folder, name), gzipSync(lines.join("\n")));
  write("opendns_top10k.txt.gz", ["flowers.example", "apple.com", "pineapple.example", "xiaomi-shop.example"]);
  write("jpcert_phish_hosts_by_brand.csv.gz", [
    "first_seen,host,brand",
    "2022/01/01 00:00:00,amazon-login.example,Amazon",
    "2022/01/02 00:00:00,amazon-login.example,Amazon",
    "2023/01/01 00:00:00,amaz0n.example,Amazon",
    "2023/01/01 00:00:00,unrelated.example,Amazon",
    "2023/01/01 00:00:00,https://amazon.example,Amazon",
  ]);
  write("jarelllama_brand_regex_nrd.txt.gz", ["xiaomi.example"]);
  write("hagezi_fake_2022.txt.gz", ["flowers.example"]);
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, "eval-resellers", ...args], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

describe("eval-resellers", () => {
  it("counts each host once, over those that show the brand, and fails where a bar is missed", () => {
    const { status, stdout } = run("--data", folder, "--json");
    const report = JSON.parse(stdout);
    expect(report.brands[0]).toMatchObject({
      label: "Amazon",
      hosts: 3,
      shown: { outright: { found: 1, of: 1 }, "look-alike": { found: 1, of: 1 }, slip: { found: 0, of: 0 } },
    });
    expect(report.years).toEqual([
      { year: "2022", hosts: 1, shown: { found: 1, of: 1 } },
      { year: "2023", hosts: 2, shown: { found: 1, of: 1 } },
    ]);
    expect(report.shipped).toMatchObject({ benignFlags: 1, ownHostFlags: 0, partnerFlags: 0 });
    expect(report.bars).toContainEqual(expect.objectContaining({ value: 2_500, met: false }));
    expect(status).toBe(1);
  });

  it("says what is missing where the data is not there", () => {
    expect(run("--data", "nowhere")).toEqual({
      status: 2,
      stdout: "",
      stderr:
        "not measured: nowhere has no opendns_top10k.txt.gz, jpcert_phish_hosts_by_brand.csv.gz, jarelllama_brand_regex_nrd.txt.gz, hagezi_fake_2022.txt.gz\n",
    });
  });
});
