import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { D1_RETENTION, SALE_RETENTION_DAYS } from "../../src/domain/retention.ts";

const document = readFileSync("src/objects/STORAGE.md", "utf8");
const privacy = readFileSync("PRIVACY.md", "utf8");

/** Every table that some schema makes. */
function tables(): string[] {
  const folders = ["src/objects", "src/platform/migrations"];
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /\.(ts|sql)$/.test(name))
      .flatMap((name) => [
        ...readFileSync(`${folder}/${name}`, "utf8").matchAll(/CREATE TABLE (?:IF NOT EXISTS )?(\w+)/g),
      ])
      .map((match) => match[1] ?? ""),
  );
}

it.each(tables())("table %s is documented with its class of personal data and its lifetime", (table) => {
  const rows = document.split("\n").filter((line) => line.startsWith(`| \`${table}\` |`));
  expect(rows).not.toEqual([]);
  for (const row of rows) expect(row.split("|").filter((cell) => cell.trim() !== "")).toHaveLength(5);
});

it("PRIVACY.md, for people who do not read code, speaks of the same tables", () => {
  const named = [...privacy.matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1]);
  expect(new Set(named)).toEqual(new Set([...tables(), "schema_step"]));
});

const AGES = [
  ...D1_RETENTION.map(({ table, days }) => ({ table, days })),
  ...["hold", "account", "bearer", "cluster"].map((table) => ({ table, days: SALE_RETENTION_DAYS })),
];

it.each(AGES)("both documents say that $table is kept for $days days", ({ table, days }) => {
  for (const text of [document, privacy]) {
    const rows = text.split("\n").filter((line) => line.startsWith(`| \`${table}\` |`));
    expect(rows.filter((row) => row.includes(`${days} days`))).not.toEqual([]);
  }
});
