import { spawnSync } from "node:child_process";
import { cpSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningService, runningService } from "./running-service.ts";

const LISTINGS = 2_500;

let service: RunningService;

beforeAll(async () => {
  service = await runningService();
  cpSync("rules", join(service.folder, "rules"), { recursive: true });
});

afterAll(() => service?.stop());

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve("src/cli/resellers.ts"), "import", ...args], {
    encoding: "utf8",
    cwd: service.folder,
  });
  return { status, stdout, stderr };
}

it("npm run resellers -- import opens cases in parts, passes over hostile lines, and says what came of it", () => {
  const lines = Array.from({ length: LISTINGS }, (_, at) => `xiaomi-store-${at}.top,Official Xiaomi Store,29999,INR`);
  lines[2_000] = "https://user@xiaomi.example,,,";
  lines[2_100] = "=1+1,,,";
  writeFileSync(join(service.folder, "list.csv"), ["url,title,price,currency", ...lines].join("\n"));
  const preview = run("list.csv", "--preview", "--json");
  expect([preview.status, JSON.parse(preview.stdout).opened]).toEqual([1, LISTINGS - 2]);
  const sent = run("list.csv", "--json");
  expect(JSON.parse(sent.stdout)).toEqual({
    listings: LISTINGS - 2,
    opened: LISTINGS - 2,
    joined: 0,
    authorized: 0,
    problems: [
      expect.objectContaining({ line: 2_002, column: "url", code: "user-info" }),
      expect.objectContaining({ line: 2_102, column: "url", code: "character" }),
    ],
  });
  expect(JSON.parse(run("list.csv", "--json").stdout)).toMatchObject({ opened: 0, joined: LISTINGS - 2 });
});

it("says whom it takes no list from", () => {
  writeFileSync(join(service.folder, "one.csv"), "host\nxiaomi-one.top\n");
  const refused = run("one.csv", "--as", "trust-1@firsthand.test");
  expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining("brand or admin")]);
});
