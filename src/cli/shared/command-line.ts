import { type ParseArgsConfig, parseArgs } from "node:util";

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
