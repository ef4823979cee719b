import { spawn } from "node:child_process";
import { BUILD_COMMAND } from "../dev/build-worker.ts";
import { parseOptions } from "./shared/command-line.ts";
import { runProgram } from "./shared/run-program.ts";

const HELP = `Usage: npm run check [-- --no-build]

Runs everything that can be wrong without running the service: build, format, lint, types and rules, some at a time. Prints a
line for each, and of what failed all that it said.

  --no-build  take what is in dist as it is
  --verbose   stack traces

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

const BUILD: Step = { name: "build", command: BUILD_COMMAND };

/** Each reads alone, and what the build made. */
const STEPS: readonly Step[] = [
  ...PROJECTS.map((project) => ({ name: `types of ${project}`, command: ["tsc", "-p", project] })),
  { name: "format and lint", command: ["biome", "check", "--error-on-warnings", "."] },
  { name: "rules check", command: ["node", "src/cli/rules.ts", "check"] },
  { name: "rules test", command: ["node", "src/cli/rules.ts", "test"] },
];

const AT_ONCE = 2;

async function check(args: string[]): Promise<number> {
  const { "no-build": asBuilt } = parseOptions(args, { "no-build": { type: "boolean" } });
  const built = asBuilt || (await passes(BUILD));
  const rest = STEPS.values();
  const worker = async () => {
    let passed = true;
    for (const step of rest) passed = (await passes(step)) && passed;
    return passed;
  };
  const passed = await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return built && passed.every(Boolean) ? 0 : 1;
}

async function passes({ name, command }: Step): Promise<boolean> {
  const { code, output } = await run(command);
  process.stdout.write(`${code === 0 ? "ok    " : "FAILED"}  ${name}\n${code === 0 ? "" : `${output}\n`}`);
  return code === 0;
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
