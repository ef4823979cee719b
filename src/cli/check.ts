import { spawn } from "node:child_process";
import { parseOptions } from "./shared/command-line.ts";
import { runProgram } from "./shared/run-program.ts";

const HELP = `Usage: npm run check

Runs everything that can be wrong without running the service: build, format, lint, types and rules. Prints a line for each, and
of what failed all that it said.

Exit codes: 0 all is well, 1 something failed, 2 wrong usage.
`;

/** Projects of the compiler: each folder is compiled with the types that its runtime has, and no others. */
const PROJECTS = [
  "src/domain",
  "src/resellers/domain",
  "src",
  "src/assets",
  "src/dev/assets",
  "src/sdk",
  "src/client",
  "src/cli",
  "models/lab",
  "test",
  "test/workerd",
];

type Step = { readonly name: string; readonly command: readonly string[] };

const STEPS: readonly Step[] = [
  { name: "build", command: ["npm", "run", "build"] },
  { name: "format and lint", command: ["biome", "check", "--error-on-warnings", "."] },
  ...PROJECTS.map((project) => ({ name: `types of ${project}`, command: ["tsc", "-p", project] })),
  { name: "rules check", command: ["node", "src/cli/rules.ts", "check"] },
  { name: "rules test", command: ["node", "src/cli/rules.ts", "test"] },
];

async function check(args: string[]): Promise<number> {
  parseOptions(args, {});
  let failed = 0;
  for (const { name, command } of STEPS) {
    const { code, output } = await run(command);
    process.stdout.write(`${code === 0 ? "ok    " : "FAILED"}  ${name}\n`);
    if (code === 0) continue;
    failed += 1;
    process.stdout.write(`${output}\n`);
  }
  return failed === 0 ? 0 : 1;
}

function run([program = "", ...args]: readonly string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk));
    child.on("error", (error) => resolve({ code: 1, output: String(error) }));
    child.on("close", (code) => resolve({ code, output }));
  });
}

await runProgram({ help: HELP, run: check });
