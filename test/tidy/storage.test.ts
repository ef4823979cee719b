import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const document = readFileSync("src/objects/STORAGE.md", "utf8");

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
