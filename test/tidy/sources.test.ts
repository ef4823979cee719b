import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import {
  CLIENT_SIGNALS,
  HISTORY_SIGNALS,
  PAST_SIGNALS,
  REQUEST_SIGNALS,
  SIGNALS,
} from "../../src/domain/signals/catalogue.ts";
import { filesBelow, sourceFiles } from "./source-files.ts";

const LINES_MAX = 500;
/** Tables made by a program are as long as they are. */
const GENERATED = /\.data\.ts$/;
const BANNED: readonly { readonly pattern: RegExp; readonly instead: string }[] = [
  { pattern: /\bas any[;,)\]]|: any[;,)\]]|<any>/, instead: "the type that it is, or unknown and a parser" },
  { pattern: /\bas unknown as\b/, instead: "a parser, or a type that fits" },
  { pattern: /@ts-(ignore|expect-error|nocheck)/, instead: "code that compiles" },
  { pattern: /\b(TODO|FIXME|XXX|HACK)\b/, instead: "the thing itself, or an issue" },
  { pattern: /^\s*(\/\/|\*)\s*[-=#*]{4,}/m, instead: "a second file: a file that wants section banners is two" },
  { pattern: /\benum \w+ \{/, instead: "a tuple `as const` and the type of its members" },
];

/** What runs, wherever it is: the product, the rig that tests it and the laboratory. */
const code = ["src", "test/rig", "models/lab"].flatMap(sourceFiles);
const tests = sourceFiles("test").filter(({ path }) => !path.startsWith("test/rig/"));

describe("source files", () => {
  it(`have at most ${LINES_MAX} lines`, () => {
    const long = [...code, ...tests]
      .filter(({ path }) => !GENERATED.test(path))
      .filter(({ text }) => text.split("\n").length > LINES_MAX)
      .map(({ path }) => path);
    expect(long).toEqual([]);
  });

  it("are led to by a README that is read in one sitting", () => {
    expect(readFileSync("README.md", "utf8").trimEnd().split("\n").length).toBeLessThanOrEqual(100);
  });

  it("are run by at most fifteen scripts, rare ones behind a word of another", () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync("package.json", "utf8")));
    expect(Object.keys(scripts).length, Object.keys(scripts).join(", ")).toBeLessThanOrEqual(15);
  });

  it("are named in kebab-case after the one thing they hold, never utils or helpers", () => {
    const misnamed = [...code, ...tests]
      .map(({ path }) => path)
      .filter(
        (path) =>
          !/\/[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*\.tsx?$/.test(path) || /\b(utils?|helpers?|misc|common)\b/.test(path),
      );
    expect(misnamed).toEqual([]);
  });

  it.each(BANNED)("do not contain $pattern", ({ pattern, instead }) => {
    const found = code.filter(({ text, path }) => pattern.test(text) && !GENERATED.test(path)).map(({ path }) => path);
    expect(found, `use instead: ${instead}`).toEqual([]);
  });

  it("are all imported by something, or are where a program or a page begins", () => {
    const imported = new Set([...code, ...tests].flatMap(({ imports }) => imports.map((imported) => imported.path)));
    const entries = [
      /^src\/worker\.ts$/,
      /^(src\/cli\/[\w-]+|test\/rig\/(rig|[\w-]+\.test)|models\/lab\/lab)\.ts$/,
      /^src\/dev\/(start|worker\/worker|worker\/clock\/movable-clock)\.ts$/,
    ];
    const dead = code
      .map(({ path }) => path)
      .filter((path) => !imported.has(path))
      .filter((path) => !/^src\/((dev\/)?assets\/[\w-]+|sdk\/(index|botd|challenge|fair-checkout))\.ts$/.test(path))
      .filter((path) => !entries.some((entry) => entry.test(path)))
      .filter((path) => !isLoadedByUrl(path));
    expect(dead).toEqual([]);
  });
});

describe("registries", () => {
  it.each([
    ["request", REQUEST_SIGNALS],
    ["client", CLIENT_SIGNALS],
    ["past", PAST_SIGNALS],
    ["history", HISTORY_SIGNALS],
  ] as const)("hold every signal of every family in the stage %s", async (stage, signals) => {
    const registered = new Set<unknown>(signals);
    const files = readdirSync(`src/domain/signals/${stage}`);
    const modules = await Promise.all(
      files.map((file) => import(/* @vite-ignore */ `../../src/domain/signals/${stage}/${file}`)),
    );
    const families = modules.flatMap((module) => Object.values(module)).filter(isFamily);
    expect(families.length).toBeGreaterThan(0);
    expect(families.flat().filter((signal) => !registered.has(signal))).toEqual([]);
  });

  it("name each signal once", () => {
    expect(SIGNALS.size).toBe(REQUEST_SIGNALS.length + PAST_SIGNALS.length + HISTORY_SIGNALS.length);
  });

  it("leave the markup of tables to one component", () => {
    const byHand = sourceFiles("src")
      .filter(({ path }) => /^src\/(resellers\/)?console\//.test(path) && readFileSync(path, "utf8").includes("<table"))
      .map(({ path }) => path);
    expect(byHand).toEqual(["src/console/components/table.tsx"]);
  });

  it("hold every route file", () => {
    for (const folder of ["src/http", "src/resellers/http"]) {
      const registry = readFileSync(`${folder}/routes.ts`, "utf8");
      const missing = readdirSync(`${folder}/routes`).filter((name) => !registry.includes(`"./routes/${name}"`));
      expect(missing).toEqual([]);
    }
  });
});

describe("documents", () => {
  const nested = ["rules", "models", "src", "test"].flatMap(filesBelow);
  const documents = [...readdirSync("."), ...nested].filter((name) => name.endsWith(".md"));

  it.each(documents)("%s has one title, and its links lead somewhere", (document) => {
    const text = readFileSync(document, "utf8").replaceAll(/```[\s\S]*?```/g, "");
    expect(text.match(/^# /gm)).toHaveLength(1);
    const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)].map((match) => match[1] ?? "");
    expect(links.filter((link) => !existsSync(join(dirname(document), link)))).toEqual([]);
  });
});

function isFamily(value: unknown): value is readonly object[] {
  return (
    Array.isArray(value) && value.every((entry) => typeof entry === "object" && entry !== null && "derive" in entry)
  );
}

/** Worker threads name their file in a URL instead of an import. */
function isLoadedByUrl(path: string): boolean {
  const name = path.split("/").at(-1) ?? "";
  return code.some(({ text }) => text.includes(`${name}", import.meta.url`));
}
