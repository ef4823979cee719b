import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readPolicyFolder } from "../../src/cli/rules/policy-folder.ts";
import { problemReport } from "../../src/cli/rules/problem-report.ts";
import { checkPolicy } from "../../src/domain/rules/check-policy.ts";
import { parseCondition } from "../../src/domain/rules/condition/parse-condition.ts";
import { SIGNALS } from "../../src/domain/signals/catalogue.ts";

const NOW_MS = Date.parse("2026-11-01T00:00:00Z");
const SHIPPED = readPolicyFolder("rules");

/** The fenced samples of a language, each with the text block that follows it where one does. */
const README = readFileSync("rules/README.md", "utf8");
const SAMPLES = [...README.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language = "", text = ""], index, all) => {
  const [, next, output] = all[index + 1] ?? [];
  return { language, text, output: next === "text" ? output : undefined };
});

type Sample = (typeof SAMPLES)[number];

/** The files that the page shows, and what becomes of the rule that it shows first by the lines that it changes later. */
const FILES = SAMPLES.filter(({ language }) => language === "yaml" || language === "diff").map((sample) => {
  const text = sample.language === "diff" ? changed(sample) : sample.text;
  const path = /^# (\S+)/.exec(text)?.[1] ?? "";
  return { path, text, output: sample.output };
});

function changed({ text }: Sample): string {
  const rule = SAMPLES.find(({ language }) => language === "yaml")?.text ?? "";
  return [...text.matchAll(/((?:^-.*\n)+)((?:^\+.*\n)+)/gm)].reduce((before, [, removed = "", added = ""]) => {
    const [old, fresh] = [removed, added].map((lines) => lines.replaceAll(/^[-+]/gm, ""));
    expect(before).toContain(old);
    return before.replace(old ?? "", fresh ?? "");
  }, rule);
}

describe("a file shown in rules/README.md", () => {
  it.each(FILES)("is checked as the page says: $path", ({ path, text, output }) => {
    const policy = [...SHIPPED.filter((file) => file.path !== path), { path, text }];
    const { problems } = checkPolicy(policy, NOW_MS);
    if (output === undefined) expect(problems).toEqual([]);
    else expect(problemReport(problems)).toBe(output);
  });
});

describe("a command shown in rules/README.md", () => {
  const commands = SAMPLES.filter(({ language }) => language === "sh").flatMap(({ text }) => text.trim().split("\n"));

  it.each(commands)("runs as it is written, without a complaint: %s", (command) => {
    const args = command.replace("npm run rules ", "").replace("-- ", "").split(" ");
    const { status, stderr } = spawnSync(process.execPath, ["src/cli/rules.ts", ...args], { encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });
});

describe("a condition shown in rules/README.md", () => {
  const conditions = SAMPLES.filter(({ language }) => language === "cel").flatMap(({ text }) =>
    text.trim().split("\n"),
  );
  const lists = new Set(SHIPPED.flatMap(({ path }) => /^lists\/(\w+)/.exec(path)?.[1] ?? []));

  it.each(conditions)("can be read: %s", (condition) => {
    expect(parseCondition(condition, { signals: SIGNALS, lists }).problems).toEqual([]);
  });

  it("stands beside others", () => {
    expect(conditions.length).toBeGreaterThan(5);
    expect(FILES.length).toBeGreaterThan(3);
  });
});
