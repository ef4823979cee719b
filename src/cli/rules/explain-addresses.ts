import { readFileSync } from "node:fs";
import * as z from "zod";
import type { PostalAddress } from "../../domain/checkout.ts";
import { explainHousehold } from "../../domain/identity/address/household.ts";
import { parseOptions } from "../shared/command-line.ts";
import { parsedJson } from "../shared/parsed-json.ts";
import type { RulesCommand } from "./command.ts";

const HELP = `Says why addresses meet: the steps that led from each to its keys, and the keys that they share.

Usage: npm run rules explain-addresses < addresses.jsonl

Reads one address a line from standard input, as checkouts have them, so that none stays in the shell's history. Keys are
printed in plain text and stored nowhere; the service keeps keyed hashes of them.

  --json     one line of JSON for each address on stdout
  --verbose  stack traces
  --help     this text

Example:
  printf '%s\\n' '{"lines":["Flat 4B, 12 Hill Rd."],"postalCode":"400050","country":"IN"}' \\
    '{"lines":["12 Hill Road","4-B"],"postalCode":"400050","country":"IN"}' | npm run rules explain-addresses

Exit codes: 0 explained, 2 wrong use or a line that is no address.
`;

const addressSchema = z.strictObject({
  name: z.string().optional(),
  lines: z.array(z.string()),
  city: z.string().optional(),
  region: z.string().optional(),
  postalCode: z.string().optional(),
  country: z.string().length(2),
});

type Explained = ReturnType<typeof explainHousehold>;

function run(args: string[]): number {
  const { json } = parseOptions(args, { json: { type: "boolean" } });
  const explained = readAddresses().map((address) => explainHousehold(address));
  for (const [index, each] of explained.entries()) {
    if (json) process.stdout.write(`${JSON.stringify(each)}\n`);
    else process.stdout.write(`Address ${index + 1}\n${stepsAndKeys(each)}\n`);
  }
  if (!json) process.stdout.write(meetings(explained));
  return 0;
}

function readAddresses(): PostalAddress[] {
  const lines = readFileSync(0, "utf8").split(/\r?\n/);
  return lines.flatMap((line, index) => {
    if (line.trim() === "") return [];
    const parsed = addressSchema.safeParse(parsedJson(line));
    if (!parsed.success) throw new TypeError(`Line ${index + 1} is no address: ${z.prettifyError(parsed.error)}`);
    return [parsed.data];
  });
}

function stepsAndKeys(explained: Explained): string {
  const rows = [
    ...explained.steps.map(({ step, from, to }) => ({ name: step, text: to === "" ? from : `${from} -> ${to}` })),
    ...namedKeys(explained).map(({ name, key }) => ({ name, text: key })),
  ];
  const width = Math.max(0, ...rows.map(({ name }) => name.length));
  return rows.map(({ name, text }) => `  ${name.padEnd(width)}  ${text}\n`).join("");
}

function namedKeys({ keys }: Explained): { readonly name: string; readonly key: string }[] {
  const one = (name: string, key: string | undefined) => (key === undefined ? [] : [{ name, key }]);
  return [
    ...one("exact key", keys.exact),
    ...one("building key", keys.building),
    ...keys.near.map((key) => ({ name: "near key", key })),
    ...keys.nearAsked.map((key) => ({ name: "asks for", key })),
    ...keys.nearFoundBy.map((key) => ({ name: "found by", key })),
  ];
}

function isFoundBy({ keys }: Explained, key: string): boolean {
  return keys.near.includes(key) || keys.nearFoundBy.includes(key);
}

/** Every pair, and the kinds of keys by which it meets. */
function meetings(explained: readonly Explained[]): string {
  const pairs = explained.flatMap((a, first) =>
    explained.slice(first + 1).map((b, offset) => ({ a, b, names: `${first + 1} and ${first + offset + 2}` })),
  );
  return pairs.map(({ a, b, names }) => `${names}  ${sharedKinds(a, b).join(", ") || "share no key"}\n`).join("");
}

function sharedKinds(a: Explained, b: Explained): string[] {
  const exact = a.keys.exact !== undefined && a.keys.exact === b.keys.exact;
  const building = a.keys.building !== undefined && a.keys.building === b.keys.building;
  const near = a.keys.near.some((key) => isFoundBy(b, key)) || b.keys.near.some((key) => isFoundBy(a, key));
  const asked = a.keys.nearAsked.some((key) => isFoundBy(b, key)) || b.keys.nearAsked.some((key) => isFoundBy(a, key));
  return [
    ...(exact ? ["one household"] : []),
    ...(building ? ["one building"] : []),
    ...(near ? ["near"] : []),
    ...(asked ? ["near, with something left out or read otherwise"] : []),
  ];
}

/** Says why addresses meet. */
export const explainAddressesCommand: RulesCommand = {
  summary: "say by which steps addresses come to share a household's keys",
  help: HELP,
  run,
};
