import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";

/** Runs a program whose work is this expression, in a process of its own. */
function run(work: string, ...args: string[]) {
  const module = `
    import { UsageError } from "./src/cli/shared/command-line.ts";
    import { runProgram } from "./src/cli/shared/run-program.ts";
    const program = { help: "Usage: a program\\n", run: async () => ${work} };
    await runProgram(program, ${JSON.stringify(args)});
  `;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", module], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}
const failing = (error: string) => `{ throw new ${error}; }`;

describe("runProgram", () => {
  it.each(["--help", "-h"])("prints the help for %s and does no work", (flag) => {
    expect(run(failing('Error("worked")'), flag)).toEqual({ status: 0, stdout: "Usage: a program\n", stderr: "" });
  });

  it("exits with the code that the program gives", () => {
    expect(run("1")).toEqual({ status: 1, stdout: "", stderr: "" });
  });

  it("says in one line and with code 2 what kept a program from its work", () => {
    expect(run(failing('Error("The disk is full.")'))).toEqual({
      status: 2,
      stdout: "",
      stderr: "The disk is full.\n",
    });
  });

  it.each([
    ["the cause", 'new Error("connect ECONNREFUSED ::1:9")'],
    ["the first of several causes", 'new AggregateError([new Error("connect ECONNREFUSED ::1:9"), new Error("no")])'],
  ])("names %s of an error that says nothing without it", (_, cause) => {
    const { stderr } = run(failing(`Error("fetch failed", { cause: ${cause} })`));
    expect(stderr).toBe("fetch failed: connect ECONNREFUSED ::1:9\n");
  });

  it("adds the help to a mistake in the command line", () => {
    const { status, stderr } = run(failing('UsageError("There is no such day.")'));
    expect({ status, stderr }).toEqual({ status: 2, stderr: "There is no such day.\n\nUsage: a program\n" });
  });

  it("shows the stack trace with --verbose alone", () => {
    expect(run(failing('Error("The disk is full.")'), "--verbose").stderr).toMatch(
      /^Error: The disk is full.\n {4}at /,
    );
  });

  it.each([
    ["waits for what cannot come", "await new Promise(() => {})"],
    ["is ended by a library as if all were well", "process.exit(0)"],
  ])("exits with code 2 and says so where the program %s", (_, work) => {
    const { status, stderr } = run(work);
    expect(status).toBe(2);
    expect(stderr).toContain("Ended before the work was done: what it waits for can no longer come.");
  });

  it("says with which code a program was ended from outside", () => {
    expect(run("process.exit(143)")).toEqual({
      status: 143,
      stdout: "",
      stderr: "Ended with exit code 143 before the work was done.\n",
    });
  });
});
