import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unstable_readConfig } from "wrangler";
import { changeSettings, type SettingChange } from "../../../src/cli/setup/settings-text.ts";

const SHIPPED = readFileSync("wrangler.toml", "utf8");
const CHANGES: readonly SettingChange[] = [
  { table: "vars", key: "ISSUER", value: "https://fair.shop.com" },
  { table: "vars", key: "SHOPS", value: `{"it's":"a \\"shop\\""}` },
  { table: "vars", key: "STAFF_ROLES", value: '{"email:ana@shop.com":"admin"}' },
  { table: undefined, key: "routes", value: [{ pattern: "fair.shop.com", custom_domain: true }] },
  { table: "d1_databases", key: "database_id", value: "an-id" },
  { table: "r2_buckets", key: "jurisdiction", value: "eu" },
];
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "firsthand-setup-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The text as wrangler reads it. */
function read(text: string) {
  const file = join(folder, "wrangler.toml");
  writeFileSync(file, text);
  return unstable_readConfig({ config: file });
}

describe("settings that are changed in their text", () => {
  it("are read by wrangler as they were meant, and all others as before", () => {
    const [before, after] = [read(SHIPPED), read(changeSettings(SHIPPED, CHANGES))];
    const said = Object.fromEntries(
      CHANGES.filter(({ table }) => table === "vars").map(({ key, value }) => [key, value]),
    );
    expect(after).toEqual({
      ...before,
      routes: [{ pattern: "fair.shop.com", custom_domain: true }],
      d1_databases: [{ ...before.d1_databases[0], database_id: "an-id" }],
      r2_buckets: [{ ...before.r2_buckets[0], jurisdiction: "eu" }],
      vars: { ...before.vars, ...said },
    });
  });

  it("leave every comment and every other line where it was", () => {
    const others = (text: string) =>
      text.split("\n").filter((line) => !CHANGES.some(({ key }) => line.trim().startsWith(`${key} =`)));
    expect(others(changeSettings(SHIPPED, CHANGES))).toEqual(others(SHIPPED));
  });

  it("are the same after a second time", () => {
    const once = changeSettings(SHIPPED, CHANGES);
    expect(changeSettings(once, CHANGES)).toBe(once);
  });

  it("are not touched where a value goes over several lines, or its table is not there", () => {
    const issuer = { table: "vars", key: "ISSUER", value: "x" } as const;
    expect(() => changeSettings('[vars]\nISSUER = """\nx"""\n', [issuer])).toThrow("ISSUER goes over several lines");
    expect(() => changeSettings("name = 1\n", [issuer])).toThrow("no table vars");
  });
});
