import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { METRICS } from "../../src/domain/metrics.ts";

const operations = readFileSync("OPERATIONS.md", "utf8");

/** Names that a query can ask for: of a counter with its suffix. */
const QUERIED = new Set(
  Object.entries(METRICS).map(([name, { type }]) => (type === "counter" ? `${name}_total` : name)),
);

describe("figures", () => {
  it.each(["ops/alerts.yaml", "ops/grafana.json"])("%s asks for those alone that there are", (file) => {
    const asked = [...readFileSync(file, "utf8").matchAll(/firsthand_[a-z_]+/g)].map(([name]) => name);
    expect(asked.length).toBeGreaterThan(5);
    expect([...new Set(asked)].filter((name) => !QUERIED.has(name))).toEqual([]);
  });

  it("are all in OPERATIONS.md with what they say, and no others", () => {
    const rows = operations.split("\n").filter((line) => line.startsWith("| `firsthand_"));
    const expected = Object.entries(METRICS).map(
      ([name, { labels, help }]) =>
        `| \`${name}\` | ${labels.map((label) => `\`${label}\``).join(", ") || "-"} | ${help} |`,
    );
    expect(rows).toEqual(expected);
  });

  it("each alert leads to a row of the log's table that says what to do", () => {
    const led = [...readFileSync("ops/alerts.yaml", "utf8").matchAll(/event: ([a-z-]+)/g)].map(([, event]) => event);
    expect(led.filter((event) => !operations.includes(`\n| \`${event}\` |`))).toEqual([]);
  });
});
