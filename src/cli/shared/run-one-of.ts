import { type Program, runProgram } from "./run-program.ts";

/** One command of several: what it does, in a line, and its program, which is loaded only where it is asked for. */
export type Command = { readonly summary: string; readonly load: () => Promise<Program> };

export type CommandList = {
  /** How the list is called, for example `npm run rig --`. */
  readonly call: string;
  readonly about: string;
  /** By name; a name of two words is one of a group, as `bench checkout`. */
  readonly commands: { readonly [name: string]: Command };
  /** Lines of the help, each a whole call. */
  readonly examples: readonly string[];
};

/** Runs the command that the arguments begin with; for none of them, the help says which there are. */
export async function runOneOf(list: CommandList, args = process.argv.slice(2)): Promise<void> {
  const [first = "--help", second = ""] = args;
  for (const [name, words] of [
    [`${first} ${second}`, 2],
    [first, 1],
  ] as const) {
    const command = list.commands[name];
    if (command !== undefined) return await runProgram(await command.load(), args.slice(words));
  }
  const isGroup = Object.keys(list.commands).some((name) => name.startsWith(`${first} `));
  const help = helpOf(list, isGroup ? `${first} ` : "");
  const asked = isGroup ? second || "--help" : first;
  if (["--help", "-h", "help"].includes(asked)) {
    process.stdout.write(help);
    return;
  }
  process.stderr.write(`There is no command "${isGroup ? `${first} ${asked}` : first}".\n\n${help}`);
  process.exitCode = 2;
}

function helpOf({ call, about, commands, examples }: CommandList, group: string): string {
  const named = Object.entries(commands).filter(([name]) => name.startsWith(group));
  const width = Math.max(...named.map(([name]) => name.length)) + 2;
  return `Usage: ${call} <command> [options]

${about}

${named.map(([name, { summary }]) => `  ${name.padEnd(width)}${summary}`).join("\n")}

${examples
  .filter((example) => example.includes(group))
  .map((example) => `  ${example}\n`)
  .join("")}
Every command takes --help, for its options and exit codes, and --verbose, for stack traces. Exit code 2 where there is no such
command, else that of the command.
`;
}
