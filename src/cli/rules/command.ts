import { UsageError } from "../shared/command-line.ts";
import { RULES_FOLDER } from "../shared/rules-folder.ts";
import type { Program } from "../shared/run-program.ts";

/** One command of `npm run rules`, and what the list of them says of it. */
export type RulesCommand = Program & { readonly summary: string };

/** The folder that a command works on: its one argument, or `rules`. */
export function policyFolder(positionals: readonly string[]): string {
  if (positionals.length > 1) throw new UsageError(`One folder is enough; ${positionals.length} were given.`);
  return positionals[0] ?? RULES_FOLDER;
}
