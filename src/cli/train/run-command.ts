/**
 * Runs a command and sets the exit code: what it returns, or 2 with the reason in one line where it fails. With
 * `--verbose` the stack trace follows.
 */
export function runCommand(command: () => number): void {
  try {
    process.exitCode = command();
  } catch (cause) {
    const reason = cause instanceof Error ? cause : new Error(String(cause));
    const verbose = process.argv.includes("--verbose");
    process.stderr.write(`${verbose ? reason.stack : reason.message}\n`);
    process.exitCode = 2;
  }
}
