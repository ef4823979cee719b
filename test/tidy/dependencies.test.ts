import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as z from "zod";

const { dependencies, allowScripts } = z
  .object({ dependencies: z.record(z.string(), z.string()), allowScripts: z.record(z.string(), z.boolean()) })
  .parse(JSON.parse(readFileSync("package.json", "utf8")));
const lock = z
  .object({ packages: z.record(z.string(), z.object({ hasInstallScript: z.boolean().optional() })) })
  .parse(JSON.parse(readFileSync("package-lock.json", "utf8")));

/** Rows of the table in SECURITY.md. */
const rows = [...readFileSync("SECURITY.md", "utf8").matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)].map(([, name, cells]) => {
  const [why, licence, megabytes, upkeep, replacement] = (cells ?? "").split(" | ");
  return { name: name ?? "", why, licence, megabytes, upkeep, replacement };
});

describe("what the product depends on", () => {
  it("stands in SECURITY.md, and nothing else", () => {
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(dependencies).sort());
  });

  it("is one exact version of each", () => {
    for (const version of Object.values(dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it.each(rows)("$name has its licence and size there, why it is there and what would replace it", (row) => {
    const folder = join("node_modules", row.name);
    const { license } = z
      .object({ license: z.string() })
      .parse(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
    expect([row.licence, row.megabytes]).toEqual([license, (bytesIn(folder) / 1e6).toFixed(1)]);
    for (const cell of [row.why, row.upkeep, row.replacement]) expect(cell).toMatch(/\S{3}/);
  });
});

it("every package with a script of its installation is allowed or refused by name", () => {
  const scripted = Object.entries(lock.packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([path]) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length));
  // Installed on macOS alone.
  const optional = new Set(["fsevents"]);
  const named = Object.keys(allowScripts);
  expect(scripted.filter((name) => !optional.has(name) && !named.includes(name))).toEqual([]);
});

/** Bytes of a package's own files. */
function bytesIn(folder: string): number {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== "node_modules")
    .reduce((sum, entry) => {
      const path = join(folder, entry.name);
      return sum + (entry.isDirectory() ? bytesIn(path) : statSync(path).size);
    }, 0);
}
