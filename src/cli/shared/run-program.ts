import { UsageError } from "../rules/command.ts";

/** One command of `npm run`: its help, and what it does with its arguments; it gives the exit code. */
export type Program = { readonly help: string; readonly run: (args: string[]) => number | Promise<number> };

/**
 * Runs a program with its arguments. Wrong usage and whatever kept the program from its work are exit code 2,
 * in one line; the stack trace comes with `--verbose` only.
 */
export async function runProgram({ help, run }: Program, args = process.argv.slice(2)): Promise<void> {
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(help);
    return;
  }
  try {
    process.exitCode = await run(args);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    process.stderr.write(`${args.includes("--verbose") ? error.stack : error.message}\n`);
    if (error instanceof UsageError) process.stderr.write(`\n${help}`);
    process.exitCode = 2;
  }
}
