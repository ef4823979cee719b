import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const [, promises = ""] = readFileSync("SAFETY.md", "utf8").split(/^## /m);
const rows = promises
  .split("\n")
  .filter((line) => line.startsWith("| "))
  .slice(2);

it("SAFETY.md names for every promise a test or a command that tries to break it, and no test that is not there", () => {
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter((row) => !/`(test\/|npm run )/.test(row))).toEqual([]);
  const named = rows.flatMap((row) => [...row.matchAll(/`(test\/[^`]+)`/g)].map(([, path = ""]) => path));
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});
