import { inertText } from "../../domain/inert-text.ts";
import { ok } from "../../domain/result.ts";
import { allAtOnce } from "../../domain/sliced.ts";
import { decodeFile } from "../../resellers/domain/csv/decode-file.ts";
import { importListingsCsv, importListingsNdjson } from "../../resellers/domain/intake/import-listings.ts";
import type { ListingFile, ListingProblem } from "../../resellers/domain/intake/listing.ts";
import { listingImportAnswer } from "../../resellers/wire/reseller.ts";
import { parseCommand, UsageError } from "../shared/command-line.ts";
import { showProgress } from "../shared/progress.ts";
import { RULES_FOLDER } from "../shared/rules-folder.ts";
import type { Program } from "../shared/run-program.ts";
import {
  callService,
  connect,
  SERVICE_HELP,
  SERVICE_OPTIONS,
  type Service,
  ServiceProblem,
} from "../shared/service.ts";
import { table, whole } from "../shared/table.ts";
import { listingLine } from "./listing-line.ts";
import { loadSettings } from "./load-assessor.ts";
import { openList } from "./open-list.ts";

const HELP = `Opens cases about the sellers of a list in the running service. No address is fetched.

  npm run resellers -- import <file> [options]

<file>  listings as .csv with a header or .ndjson with an object a line, plain or gzip: url, host, title, seller, price,
        currency, sku, note, phone, email, payee, address. A url or a host is needed; a price and its currency go together.

  --check            say what is wrong with the file, and send nothing
  --preview          say what would come of it; the service writes nothing
  --format <name>    csv or ndjson, where the file's name does not say
  --rules <folder>   folder with resellers.yaml (${RULES_FOLDER})
  --json             counts and every problem on standard output
  --verbose          stack traces
${SERVICE_HELP}

A line that is wrong is named with everything wrong about it, and the others are taken in.
Exit codes: 0 every line was taken in, 1 some were passed over or the service refused, 2 wrong use, or the file or the service
could not be reached.

Example: npm run resellers -- import marketplace-export.csv --preview
`;

const OPTIONS = {
  ...SERVICE_OPTIONS,
  check: { type: "boolean", default: false },
  preview: { type: "boolean", default: false },
  format: { type: "string" },
  rules: { type: "string", default: RULES_FOLDER },
  json: { type: "boolean", default: false },
} as const;

/** Listings of one call: well within what the service takes. */
const LISTINGS_PER_CALL = 1_000;
const FILE_BYTES_MAX = 256 * 1024 * 1024;
const PROBLEMS_SHOWN_MAX = 20;

export const importProgram: Program = { help: HELP, run: importList };

async function importList(args: string[]): Promise<number> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new UsageError("name one file of listings");
  const format = values.format ?? /\.(csv|ndjson)(\.gz)?$/.exec(name)?.[1];
  if (format !== "csv" && format !== "ndjson")
    throw new UsageError("the file is .csv or .ndjson, or --format is csv or ndjson");
  const settings = loadSettings(values.rules);
  if (!settings.ok) throw new Error(settings.error.join("\n"));
  try {
    const text = await readFileText(name);
    const { marketplaces } = settings.value;
    const file =
      format === "csv"
        ? allAtOnce(importListingsCsv(text, marketplaces))
        : ok(allAtOnce(importListingsNdjson(text, marketplaces)));
    if (!file.ok) {
      report({ problems: file.error, json: values.json });
      return 1;
    }
    const { problems, ...counts } = values.check
      ? { ...file.value, listings: file.value.listings.length }
      : await send(connect(values, "brand"), file.value, values.preview);
    report({ counts, problems, json: values.json });
    return problems.length === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof ServiceProblem)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

/** Sends what can be read in parts, and brings the lines of the service's answers back to those of the file. */
async function send(service: Service, { listings, problems }: ListingFile, preview: boolean) {
  const counts = { listings: 0, opened: 0, joined: 0, authorized: 0 };
  const all = [...problems];
  const progress = showProgress("listings", listings.length);
  for (let at = 0; at < listings.length; at += LISTINGS_PER_CALL) {
    const some = listings.slice(at, at + LISTINGS_PER_CALL);
    const path = `/v1/resellers/imports${preview ? "?preview=true" : ""}`;
    const body = some.map((listing) => `${listingLine(listing)}\n`).join("");
    const answered = await callService(service, path, body, { "Content-Type": "application/x-ndjson" });
    const answer = listingImportAnswer.parse(await answered.json());
    for (const name of ["listings", "opened", "joined", "authorized"] as const) counts[name] += answer[name];
    all.push(...answer.problems.map((problem) => ({ ...problem, line: some[problem.line - 1]?.line ?? problem.line })));
    for (const _ of some) progress.step();
  }
  progress.end();
  return { ...counts, problems: all.sort((a, b) => a.line - b.line) };
}

type Report = {
  readonly counts?: { readonly [name: string]: number };
  readonly problems: readonly ListingProblem[];
  readonly json: boolean;
};

function report({ counts = {}, problems, json }: Report): void {
  if (json) {
    process.stdout.write(`${JSON.stringify({ ...counts, problems })}\n`);
    return;
  }
  process.stdout.write(
    table(Object.entries({ ...counts, problems: problems.length }).map(([name, n]) => [name, whole(n)])),
  );
  for (const { line, column, message } of problems.slice(0, PROBLEMS_SHOWN_MAX)) {
    process.stderr.write(`line ${line}${column === undefined ? "" : `, ${column}`}: ${inertText(message)}\n`);
  }
  if (problems.length > PROBLEMS_SHOWN_MAX) {
    process.stderr.write(`and ${whole(problems.length - PROBLEMS_SHOWN_MAX)} more; --json prints them all\n`);
  }
}

async function readFileText(name: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of await openList(name)) {
    bytes += chunk.length;
    if (bytes > FILE_BYTES_MAX) throw new UsageError(`${name} holds more than ${FILE_BYTES_MAX} bytes; split it.`);
    chunks.push(chunk);
  }
  const text = decodeFile(Buffer.concat(chunks), true);
  return text.ok ? text.value : "";
}
