import { readFile } from "node:fs/promises";
import { jwksAnswer } from "../../wire/service.ts";
import { parseCommand, UsageError } from "../shared/command-line.ts";
import type { Program } from "../shared/run-program.ts";
import { table, whole } from "../shared/table.ts";
import { type CheckedPack, checkPack } from "./evidence/check-pack.ts";
import { readPack } from "./evidence/read-pack.ts";

const HELP = `Usage: npm run resellers -- verify-evidence <pack> (--base-url URL | --jwks FILE) [--json] [--verbose]

Checks an evidence pack, as the archive or as the folder that it was unpacked into: that the service signed its manifest, that
every file is as it was signed and none is missing or added, and that every entry of the history has the hash that it says.

  npm run resellers -- verify-evidence pack_01KAQ.zip --base-url https://firsthand.example

Public keys come from the service, which must be the one that the pack says it is of, or from a copy of its
/.well-known/jwks.json. A key is published while it signs and some time after: keep a copy with what must be checked in
later years.
Exit codes: 0 genuine and whole, 1 not, 2 wrong usage or no answer.
`;

async function verify(args: string[]): Promise<number> {
  const { values, positionals } = parseCommand(args, {
    "base-url": { type: "string" },
    jwks: { type: "string" },
    json: { type: "boolean" },
  });
  const [path] = positionals;
  const baseUrl = values["base-url"]?.replace(/\/$/, "");
  if (path === undefined || positionals.length > 1) throw new UsageError("Give one pack.");
  if ((baseUrl === undefined) === (values.jwks === undefined)) throw new UsageError("Give --base-url or --jwks.");
  const files = await readPack(path);
  const keys = jwksAnswer.parse(JSON.parse(await keysText(baseUrl, values.jwks ?? "")));
  const checked = await checkPack(files, keys);
  const fault = checked.ok ? faultOf(checked.value, baseUrl) : checked.error;
  if (values.json) process.stdout.write(`${JSON.stringify({ fault, ...(checked.ok ? checked.value : {}) })}\n`);
  else if (checked.ok) print(checked.value);
  if (fault === undefined) return 0;
  process.stderr.write(`Not genuine: ${fault}.\n`);
  return 1;
}

function faultOf({ claims, files, entries }: CheckedPack, baseUrl: string | undefined): string | undefined {
  if (baseUrl !== undefined && claims.iss !== baseUrl) return `the pack is of ${claims.iss}, not of ${baseUrl}`;
  const wrong = files.find(({ state }) => state !== "as signed");
  if (wrong !== undefined) return `${wrong.path} is ${wrong.state}`;
  return entries.intact < entries.shown ? "an entry of the history does not have the hash that it says" : undefined;
}

function print({ claims, files, entries }: CheckedPack): void {
  const { iss, iat, jti, case: caseId, subject, history } = claims;
  process.stdout.write(
    `${jti} about ${subject} (${caseId}), signed by ${iss} at ${new Date(iat * 1000).toISOString()}\n\n` +
      `${table([["file", "bytes", "is"], ...files.map(({ path, bytes, state }) => [path, whole(bytes), state])])}\n` +
      `${entries.intact} of ${entries.shown} entries of the history have the hash that they say, ${entries.withheld} are withheld.\n` +
      `The history of all cases had ${history.entries} entries; the last hash was ${history.lastHash}.\n`,
  );
}

async function keysText(baseUrl: string | undefined, file: string): Promise<string> {
  if (baseUrl === undefined) return await readFile(file, "utf8");
  const url = `${baseUrl}/.well-known/jwks.json`;
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return await response.text();
}

export const verifyEvidence: Program = { help: HELP, run: verify };
