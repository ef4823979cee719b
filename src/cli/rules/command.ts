import { type ParseArgsConfig, parseArgs } from "node:util";
import type { Program } from "../shared/run-program.ts";

/** One command of `npm run rules`, and what the list of them says of it. */
export type RulesCommand = Program & { readonly summary: string };

/** A mistake in the command line, answered with the command's help. */
export class UsageError extends Error {}

/** `parseArgs` with `--verbose` for every command, whose complaints are usage errors. */
export function parseCommand<const T extends NonNullable<ParseArgsConfig["options"]>>(args: string[], options: T) {
  try {
    return parseArgs({ args, options: { ...options, verbose: { type: "boolean" } }, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The same for a command that takes options alone. */
export function parseOptions<const T extends NonNullable<ParseArgsConfig["options"]>>(args: string[], options: T) {
  const { values, positionals } = parseCommand(args, options);
  if (positionals.length > 0) throw new UsageError(`What should "${positionals[0]}" be?`);
  return values;
}

/** The folder that a command works on: its one argument, or `rules`. */
export function policyFolder(positionals: readonly string[]): string {
  if (positionals.length > 1) throw new UsageError(`One folder is enough; ${positionals.length} were given.`);
  return positionals[0] ?? "rules";
}
