import { type Program, runProgram } from "./run-program.ts";

/** Runs the program that the first argument names; for none of them, the help says which there are. */
export async function runOneOf(programs: ReadonlyMap<string, Program>, help: string): Promise<void> {
  const [name = "--help", ...args] = process.argv.slice(2);
  const program = programs.get(name);
  if (program !== undefined) return await runProgram(program, args);
  if (name === "--help" || name === "-h" || name === "help") {
    process.stdout.write(help);
    return;
  }
  process.stderr.write(`There is no command "${name}".\n\n${help}`);
  process.exitCode = 2;
}
