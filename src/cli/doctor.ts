import { readFileSync } from "node:fs";
import * as z from "zod";
import type { Finding } from "./doctor/finding.ts";
import { serviceFindings } from "./doctor/service.ts";
import { settingsFindings } from "./doctor/settings.ts";
import { parseOptions, UsageError } from "./shared/command-line.ts";
import { localCredentials } from "./shared/local-credentials.ts";
import { parsedJson } from "./shared/parsed-json.ts";
import { runProgram } from "./shared/run-program.ts";

const HELP = `Usage: npm run doctor -- [options]

Looks at the settings of this folder and at a running service, and says of everything that is not well what to do. Changes nothing.

  --config <file>    settings to look at (wrangler.toml)
  --base-url <url>   the service; without it the one that npm start runs here, if it does
  --json             findings as JSON

  npm run doctor
  npm run doctor -- --base-url https://firsthand.example

What is left as the repository ships it is a warning: the service runs with it, and nobody can use it.

Exit codes: 0 nothing is wrong, 1 something is, 2 wrong usage.
`;

const MARKS: { readonly [state in Finding["state"]]: string } = { well: "✓", warning: "!", wrong: "✗" };

async function run(args: string[]): Promise<number> {
  const options = parseOptions(args, {
    config: { type: "string", default: "wrangler.toml" },
    "base-url": { type: "string" },
    json: { type: "boolean" },
  });
  const baseUrl = addressOf(options["base-url"]) ?? localCredentials()?.baseUrl;
  const findings = [
    ...(await settingsFindings(options.config)),
    ...(baseUrl === undefined ? [] : await serviceFindings(baseUrl, builtHere())),
  ];
  if (options.json) process.stdout.write(`${JSON.stringify(findings, undefined, 2)}\n`);
  else print(findings, baseUrl);
  return findings.some(({ state }) => state === "wrong") ? 1 : 0;
}

function print(findings: readonly Finding[], baseUrl: string | undefined): void {
  for (const { what, state, says } of findings) process.stdout.write(`${MARKS[state]} ${what}  ${says}\n`);
  if (baseUrl === undefined)
    process.stdout.write("No service was asked: npm start runs one, --base-url names another.\n");
  const count = (state: Finding["state"]) => findings.filter((each) => each.state === state).length;
  process.stdout.write(`\n${count("well")} well, ${count("warning")} to finish, ${count("wrong")} wrong\n`);
}

function addressOf(given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  if (!/^https?:\/\/[^/]/.test(given) || !URL.canParse(given)) {
    throw new UsageError(`"${given}" is no address; give one such as https://firsthand.example.`);
  }
  return given.replace(/\/$/, "");
}

const builtSchema = z.object({ build: z.string() });

/** Name of the build in `dist`. */
function builtHere(): string | undefined {
  try {
    return builtSchema.safeParse(parsedJson(readFileSync("dist/build.json", "utf8"))).data?.build;
  } catch {
    return undefined;
  }
}

await runProgram({ help: HELP, run });
