import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["models/lab/lab.ts", ...args], { encoding: "utf8" });
  return { status, stdout, stderr };
}

describe.each(["train", "eval-model"])("%s", (command) => {
  test("explains itself with an example", () => {
    const { status, stdout, stderr } = run(command, "--help");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("Example: npm run ");
    expect(stdout).toContain("Exit codes: 0");
  });

  test("says which recordings are missing, in one line and with code 2", () => {
    const { status, stdout, stderr } = run(command, "--recordings", "nowhere");
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^.*nowhere.*\n$/);
  });

  test("refuses an option that it does not know, without a stack trace", () => {
    const { status, stderr } = run(command, "--dat", "x");
    expect(status).toBe(2);
    expect(stderr).toContain("--dat");
    expect(stderr).not.toContain("    at ");
  });
});

test("eval-model says where the recordings of others are missing", () => {
  const { status, stdout, stderr } = run("eval-model", "--data", "nowhere");
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toMatch(/^.*nowhere.*--data <folder>\.\n$/);
});
