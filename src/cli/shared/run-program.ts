import { UsageError } from "./command-line.ts";

/** One command of `npm run`: its help, and what it does with its arguments; it gives the exit code. */
export type Program = { readonly help: string; readonly run: (args: string[]) => number | Promise<number> };

/** Node's own exit code where a module waits for what cannot come any more. */
const UNSETTLED = 13;

/**
 * Runs a program with its arguments. Wrong usage and whatever kept the program from its work are exit code 2,
 * in one line; the stack trace comes with `--verbose` only. Nor does a process end without a word before the program has.
 */
export async function runProgram({ help, run }: Program, args = process.argv.slice(2)): Promise<void> {
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(help);
    return;
  }
  process.once("exit", sayCutShort);
  try {
    process.exitCode = await run(args);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    process.stderr.write(`${args.includes("--verbose") ? error.stack : reasonOf(error)}\n`);
    if (error instanceof UsageError) process.stderr.write(`\n${help}`);
    process.exitCode = 2;
  } finally {
    process.removeListener("exit", sayCutShort);
  }
}

/** An error that only wraps others, as that of `fetch` does, says nothing without the first of them. */
function reasonOf(error: Error): string {
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  const parts = [error.message, inner instanceof Error ? reasonOf(inner) : ""];
  return parts.filter((part) => part !== "").join(": ");
}

/** Miniflare answers a signal with `process.exit`, so that no shell tells of it. */
function sayCutShort(code: number): void {
  if (code !== 0 && code !== UNSETTLED) {
    process.stderr.write(`Ended with exit code ${code} before the work was done.\n`);
    return;
  }
  process.stderr.write("Ended before the work was done: what it waits for can no longer come. Run it again.\n");
  process.exitCode = 2;
}
