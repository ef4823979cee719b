import { readFileSync } from "node:fs";
import { type PseudonymKind, pseudonymsFor } from "../../domain/identity/pseudonym.ts";
import { LIST_KINDS, type ListKind } from "../../domain/rules/list-file.ts";
import { listedValue } from "../../domain/rules/listed-value.ts";
import { parseCommand, UsageError } from "../shared/command-line.ts";
import type { RulesCommand } from "./command.ts";
import { pepperError, readPeppers } from "./peppers.ts";

/** Addresses are listed by the key that decisions show: a household's one spelling cannot be written by hand. */
const KINDS = LIST_KINDS.filter((kind) => kind !== "address");

/** Prints the form in which a thing is written into a list. */
export const hashCommand: RulesCommand = {
  summary: "print the form in which a thing is written into a list",
  help: `Usage: npm run rules hash -- --kind <kind> [--shop id]

Reads things of one kind (${KINDS.join(", ")}) from standard input, one a line, so that they stay out of the
shell's history, and prints for each the entry of a list: its normalised value, or with --shop its pseudonym in that shop, which may be kept
under version control. The pseudonym needs the service's PEPPERS in the environment: it prints one entry for each of them, since
a sale keeps the pepper that it began with.

  printf '%s\\n' 'A.Buyer+shop@gmail.com' | npm run rules hash -- --kind email

Exit codes: 0 printed, 1 a line cannot be read as such a thing, 2 wrong usage or no pepper.
`,
  run(args) {
    const { values } = parseCommand(args, { kind: { type: "string" }, shop: { type: "string" } });
    const kind = KINDS.find((known) => known === values.kind);
    if (kind === undefined) throw new UsageError(`--kind is one of ${KINDS.join(", ")}.`);
    const entriesOf =
      values.shop === undefined
        ? (value: string) => [`value: ${JSON.stringify(value)}`]
        : keyEntries(kind, values.shop);
    const lines = readFileSync(0, "utf8")
      .split(/\r?\n/)
      .filter((line) => line.trim() !== "");
    let unread = 0;
    for (const [index, line] of lines.entries()) {
      const value = listedValue(kind, line.trim());
      if (value !== undefined)
        process.stdout.write(
          entriesOf(value)
            .map((entry) => `- ${entry}\n`)
            .join(""),
        );
      else {
        unread++;
        process.stderr.write(`Line ${index + 1} cannot be read as ${kind}.\n`);
      }
    }
    return unread === 0 ? 0 : 1;
  },
};

function keyEntries(kind: Exclude<ListKind, "address"> & PseudonymKind, shop: string): (value: string) => string[] {
  const pseudonyms = readPeppers(process.env.PEPPERS).map((pepper) => pseudonymsFor(shop, pepper));
  if (pseudonyms.length === 0) throw pepperError();
  return (value) => pseudonyms.map((pseudonym) => `key: ${pseudonym(kind, value)}`);
}
