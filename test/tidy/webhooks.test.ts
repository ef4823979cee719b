import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { EVENT_TYPES, EVENTS } from "../../src/domain/events/registry.ts";

const page = readFileSync("WEBHOOKS.md", "utf8");

/** The row of an event, as the page has it. */
function rowOf(type: (typeof EVENT_TYPES)[number]): string {
  const { meaning, example } = EVENTS[type];
  return `| \`${type}\` | ${meaning} | \`${JSON.stringify(example)}\` |`;
}

it("WEBHOOKS.md names every event of the registry with its meaning and its example, and no other", () => {
  const rows = page.split("\n").filter((line) => /^\| `[a-z_]+\.[a-z_]+` \|/.test(line));
  expect(rows).toEqual(EVENT_TYPES.map(rowOf));
});

it("the README leads there", () => {
  expect(readFileSync("README.md", "utf8")).toContain("(WEBHOOKS.md)");
});
