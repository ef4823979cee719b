import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { DRIVERS } from "../../../models/lab/record-bots/drivers.ts";

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["models/lab/lab.ts", "record-bots", ...args], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

describe("npm run lab -- record-bots", () => {
  test("explains itself with an example", () => {
    const { status, stdout, stderr } = run("--help");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("Example: npm run lab -- record-bots");
  });

  test("lists every driver, by a name of its own, with what it does", () => {
    const { status, stdout } = run("--list");
    expect(status).toBe(0);
    expect(stdout.trim().split("\n").length).toBe(DRIVERS.length);
    expect(new Set(DRIVERS.map(({ name }) => name)).size).toBe(DRIVERS.length);
    expect(DRIVERS.length).toBeGreaterThanOrEqual(15);
  });

  test.each([
    ["a driver that there is not", ["--drivers", "wind,nobody"], "nobody"],
    ["no whole number of seeds", ["--seeds", "0"], "--seeds"],
    ["an option that it does not know", ["--seed", "3"], "--seed"],
  ])("refuses %s with code 2 and no stack trace", (_, args, named) => {
    const { status, stdout, stderr } = run(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(named);
    expect(stderr).not.toContain("    at ");
  });
});
