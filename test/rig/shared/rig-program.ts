import { parseCommand, UsageError } from "../../../src/cli/shared/command-line.ts";
import type { Program } from "../../../src/cli/shared/run-program.ts";
import { wholeNumber } from "../../../src/cli/shared/whole-number.ts";
import { provideWorker } from "../../../src/dev/build-worker.ts";

/** An option that takes a whole number of at least one, with its default. */
type NumberOption = readonly [what: string, byDefault: number];
/** An option that takes a text: how the value is written in the help, and the default, if there is one. */
type TextOption = readonly [value: string, what: string, byDefault?: string];

/** What was asked for on the command line. */
export type Asked<N extends string, T extends string, B extends string = never> = {
  readonly number: (name: N) => number;
  readonly text: (name: T) => string | undefined;
  readonly flag: (name: B) => boolean;
  readonly operand: string | undefined;
};

/** A program that drives something hard and then holds it against what was promised. */
export type Rig<N extends string, T extends string, F, B extends string = never> = {
  /** As it is called, for example `bench clusters`. */
  readonly name: string;
  readonly about: string;
  readonly numbers: { readonly [name in N]: NumberOption };
  readonly texts?: { readonly [name in T]: TextOption };
  /** Options that are there or not, and what each asks for. */
  readonly flags?: { readonly [name in B]: string };
  /** The one argument that is no option, as the usage names it: `<file>` where it has to be there, `[file]` where not. */
  readonly operand?: string;
  /** Whether it runs the bundle that is deployed, which is then made first. */
  readonly runsBundle?: true;
  /** Options of an example. */
  readonly example: string;
  /** What exit codes 0 and 1 mean, and what it takes beside them. */
  readonly exits: string;
  readonly run: (asked: Asked<N, T, B>) => Promise<F> | F;
  readonly report: (figures: F) => string;
  /** What was promised and is not so, in words; none is the only good number. */
  readonly broken: (figures: F) => readonly string[];
};

const BROKEN_SHOWN_MAX = 20;

/** The program of a rig: all of them take their options, print figures or JSON, and end with 0, 1 or 2 in the same way. */
export function rigProgram<const N extends string, F, const T extends string = never, const B extends string = never>(
  rig: Rig<N, T, F, B>,
): Program {
  return {
    help: helpOf(rig),
    async run(args) {
      const asked = parse(rig, args);
      if (rig.runsBundle) await provideWorker(asked.asBuilt ? "if-missing" : "always");
      const figures = await rig.run(asked);
      const broken = rig.broken(figures);
      if (asked.json) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
      else {
        process.stdout.write(rig.report(figures));
        for (const each of broken.slice(0, BROKEN_SHOWN_MAX)) process.stdout.write(`BROKEN ${each}\n`);
        if (broken.length > BROKEN_SHOWN_MAX) {
          process.stdout.write(`and ${broken.length - BROKEN_SHOWN_MAX} more, which --json shows\n`);
        }
      }
      return broken.length === 0 ? 0 : 1;
    },
  };
}

function parse<N extends string, T extends string, F, B extends string>(rig: Rig<N, T, F, B>, args: string[]) {
  const names = [...Object.keys(rig.numbers), ...Object.keys(rig.texts ?? {})];
  const { values, positionals } = parseCommand(args, {
    ...Object.fromEntries(names.map((name) => [name, { type: "string" as const }])),
    ...Object.fromEntries(Object.keys(rig.flags ?? {}).map((name) => [name, { type: "boolean" as const }])),
    ...(rig.runsBundle ? { "no-build": { type: "boolean" as const } } : {}),
    json: { type: "boolean" },
  });
  const given: { readonly [name: string]: unknown } = values;
  const textOf = (name: string) => (typeof given[name] === "string" ? given[name] : undefined);
  const [operand, ...more] = positionals;
  const unasked = rig.operand === undefined ? operand : more[0];
  if (unasked !== undefined) throw new UsageError(`What should "${unasked}" be?`);
  if (operand === undefined && rig.operand?.startsWith("<")) throw new UsageError(`${rig.operand} is missing.`);
  const defaults: [string, NumberOption][] = Object.entries(rig.numbers);
  const numbers = new Map(
    defaults.map(([name, [, byDefault]]) => [name, wholeNumber(name, textOf(name), byDefault)] as const),
  );
  return {
    number: (name: N) => numbers.get(name) ?? rig.numbers[name][1],
    text: (name: T) => textOf(name) ?? rig.texts?.[name][2],
    flag: (name: B) => given[name] === true,
    operand,
    json: given.json === true,
    asBuilt: given["no-build"] === true,
  };
}

function helpOf<N extends string, T extends string, F, B extends string>(rig: Rig<N, T, F, B>): string {
  const numbers: [string, NumberOption][] = Object.entries(rig.numbers);
  const texts: [string, TextOption][] = Object.entries(rig.texts ?? {});
  const options = [
    ...numbers.map(([name, [what, byDefault]]) => [`--${name} <n>`, `${what} (${byDefault})`]),
    ...texts.map(([name, [value, what, byDefault]]) => [
      `--${name} ${value}`,
      byDefault === undefined ? what : `${what} (${byDefault})`,
    ]),
    ...Object.entries<string>(rig.flags ?? {}).map(([name, what]) => [`--${name}`, what]),
    ...(rig.runsBundle ? [["--no-build", "run the bundle in dist as it is"]] : []),
    ["--json", "the figures as JSON on stdout"],
    ["--verbose", "stack traces"],
  ];
  const width = Math.max(...options.map(([option = ""]) => option.length)) + 2;
  const operand = rig.operand === undefined ? "" : ` ${rig.operand}`;
  return `Usage: npm run rig -- ${rig.name}${operand} [options]

${rig.about.trim()}

${options.map(([option = "", what]) => `  ${option.padEnd(width)}${what}`).join("\n")}

Example: npm run rig -- ${rig.name} ${rig.example}

Exit codes: ${rig.exits}, 2 wrong usage, or it could not be run.
`;
}
