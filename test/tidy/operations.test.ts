import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const operations = readFileSync("OPERATIONS.md", "utf8");
const events = [...readFileSync("src/platform/log.ts", "utf8").matchAll(/\| "([a-z-]+)"/g)].map((match) => match[1]);

it("OPERATIONS.md says of every event of the log what to do, and of no other", () => {
  const documented = [...operations.matchAll(/^\| `([a-z-]+)` \|/gm)].map((match) => match[1]);
  expect(new Set(documented)).toEqual(new Set(events));
});
