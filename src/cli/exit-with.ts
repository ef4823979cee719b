/**
 * Runs a command and exits with its code; a failure is told in one sentence with code 2, and with its stack if the command
 * line has `--verbose`.
 * @param main returns the exit code
 */
export function exitWith(main: () => number): void {
  try {
    process.exitCode = main();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    process.stderr.write(`${process.argv.includes("--verbose") ? error.stack : error.message}\n`);
    process.exitCode = 2;
  }
}
