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

const FILES = SAMPLES.filter(({ language }) => language === "yaml").map(({ text, output }) => {
  const path = /^# (\S+)/.exec(text)?.[1] ?? "";
  return { path, text, output };
});

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

  it.each(commands)("runs as it is written, without a complaint: %s", { timeout: 60_000 }, (command) => {
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
