import { execFile } from "node:child_process";
import { promisify } from "node:util";

/**
 * Runs a program of the system to its end.
 * @throws Error with what it printed where it fails
 */
export async function runCommand(program: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args);
  return stdout;
}
