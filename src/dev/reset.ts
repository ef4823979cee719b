import { rm } from "node:fs/promises";
import { parseArgs } from "node:util";

const HELP = `Usage: npm run reset

Deletes the sales, decisions and keys of npm start, which are in .dev. The service must not run meanwhile.
`;

try {
  const { values } = parseArgs({ options: { help: { type: "boolean", short: "h" } } });
  if (values.help) process.stdout.write(HELP);
  else {
    await rm(".dev", { recursive: true, force: true });
    process.stdout.write("Sales, decisions and keys of this machine are gone; npm start makes new ones.\n");
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
  process.exitCode = 2;
}
