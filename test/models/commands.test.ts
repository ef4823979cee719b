import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return { status, stdout, stderr };
}

describe.each(["src/cli/train.ts", "src/cli/eval-model.ts"])("%s", (command) => {
  test("explains itself with an example", () => {
    const { status, stdout, stderr } = run(command, "--help");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("Example: npm run ");
    expect(stdout).toContain("Exit codes: 0");
  });

  test("says where recordings are missing, in a sentence and with code 2", () => {
    const { status, stdout, stderr } = run(command, "--data", "nowhere");
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^.*nowhere.*--data <folder>\.\n$/);
  });

  test("refuses an option that it does not know, without a stack trace", () => {
    const { status, stderr } = run(command, "--dat", "x");
    expect(status).toBe(2);
    expect(stderr).toContain("--dat");
    expect(stderr).not.toContain("    at ");
  });
});
