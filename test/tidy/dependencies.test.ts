import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as z from "zod";

const manifestSchema = z.object({
  dependencies: z.record(z.string(), z.string()),
  allowScripts: z.record(z.string(), z.boolean()),
});
const lockSchema = z.object({
  packages: z.record(z.string(), z.object({ hasInstallScript: z.boolean().optional() })),
});
const { dependencies } = manifestOf(".");
const lab = manifestOf("models/lab");

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

describe.each([".", "models/lab"])("what is installed in %s", (folder) => {
  it("runs no script of a package but of those that are allowed by name", () => {
    // Installed on macOS alone.
    const decided = ["fsevents", ...Object.keys(manifestOf(folder).allowScripts)];
    expect(scriptedIn(folder).filter((name) => !decided.includes(name))).toEqual([]);
  });
});

describe("what training alone needs", () => {
  it("is the whole of the core that the Worker has, and is not installed with the service", () => {
    expect(lab.dependencies).toEqual({ "@tensorflow/tfjs": dependencies["@tensorflow/tfjs-core"] });
    const installed = Object.keys(lockOf(".").packages);
    for (const name of ["@tensorflow/tfjs", "core-js"]) expect(installed).not.toContain(`node_modules/${name}`);
  });

  it("runs no script at its installation", () => {
    expect(Object.values(lab.allowScripts)).not.toContain(true);
    expect(scriptedIn("models/lab")).toEqual(Object.keys(lab.allowScripts));
  });
});

describe("what the example of a real shop needs", () => {
  it("is installed in its own folder alone", () => {
    const installed = Object.keys(lockOf(".").packages);
    const example = Object.keys(lockOf("examples/vendure").packages);
    for (const name of ["@vendure/core", "sql.js"]) {
      expect(example).toContain(`node_modules/${name}`);
      expect(installed).not.toContain(`node_modules/${name}`);
    }
  });
});

function manifestOf(folder: string) {
  return manifestSchema.parse(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
}

function lockOf(folder: string) {
  return lockSchema.parse(JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8")));
}

/** Names of locked packages that would run a script at their installation. */
function scriptedIn(folder: string): string[] {
  return Object.entries(lockOf(folder).packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([path]) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length));
}

/** Bytes of a package's own files. */
function bytesIn(folder: string): number {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== "node_modules")
    .reduce((sum, entry) => {
      const path = join(folder, entry.name);
      return sum + (entry.isDirectory() ? bytesIn(path) : statSync(path).size);
    }, 0);
}
