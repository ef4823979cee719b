import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { D1_RETENTION, SALE_RETENTION_DAYS } from "../../src/domain/retention.ts";

const document = readFileSync("src/objects/STORAGE.md", "utf8");
const privacy = readFileSync("PRIVACY.md", "utf8");

/** Every table that is there once a schema has taken all its steps: each object has its own, D1 one in many files. */
function tables(): string[] {
  const read = (folder: string, ending: RegExp) =>
    readdirSync(folder)
      .filter((name) => ending.test(name))
      .map((name) => readFileSync(`${folder}/${name}`, "utf8"));
  const schemas = [...read("src/objects", /\.ts$/), read("src/platform/migrations", /\.sql$/).join("\n")];
  return schemas.flatMap(tablesAfter);
}

function tablesAfter(steps: string): string[] {
  const there = new Set<string>();
  const changes = steps.matchAll(
    /CREATE TABLE (?:IF NOT EXISTS )?(\w+)|DROP TABLE (\w+)|ALTER TABLE (\w+) RENAME TO (\w+)/g,
  );
  for (const [, made, dropped, former, renamed] of changes) {
    for (const gone of [dropped, former]) if (gone !== undefined) there.delete(gone);
    for (const come of [made, renamed]) if (come !== undefined) there.add(come);
  }
  return [...there];
}

it.each(tables())("table %s is documented with its class of personal data and its lifetime", (table) => {
  const rows = document.split("\n").filter((line) => line.startsWith(`| \`${table}\` |`));
  expect(rows).not.toEqual([]);
  for (const row of rows) expect(row.split("|").filter((cell) => cell.trim() !== "")).toHaveLength(5);
});

it.each(readdirSync("src/platform/migrations"))("%s leaves all that a build before it reads and writes", (name) => {
  const steps = readFileSync(`src/platform/migrations/${name}`, "utf8");
  expect(steps).not.toMatch(/\bDROP\b|\bRENAME\b/i);
  // An older build writes rows without the new columns.
  for (const [column] of steps.matchAll(/ADD COLUMN [^;]*;/gi)) expect(column).toMatch(/DEFAULT|^(?!.*NOT NULL)/is);
});

it("PRIVACY.md, for people who do not read code, speaks of the same tables", () => {
  const named = [...privacy.matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1]);
  expect(new Set(named)).toEqual(new Set([...tables(), "schema_step"]));
});

const AGES = [
  ...D1_RETENTION.map(({ table, days }) => ({ table, days })),
  ...["hold", "account", "link_member", "cluster"].map((table) => ({ table, days: SALE_RETENTION_DAYS })),
];

it.each(AGES)("both documents say that $table is kept for $days days", ({ table, days }) => {
  for (const text of [document, privacy]) {
    const rows = text.split("\n").filter((line) => line.startsWith(`| \`${table}\` |`));
    expect(rows.filter((row) => row.includes(`${days} days`))).not.toEqual([]);
  }
});
