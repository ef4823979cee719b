import { readFile } from "node:fs/promises";
import { type BeaconChain, QUICKNET } from "../../domain/draw/beacon.ts";
import { DRAW_FAULTS } from "../../domain/draw/verify/faults.ts";
import { type DrawReport, verifyDraw } from "../../domain/draw/verify/verify-draw.ts";
import { isSaleId } from "../../domain/ids.ts";
import { parseOptions, UsageError } from "../shared/command-line.ts";
import { CREDENTIALS, localCredentials } from "../shared/local-credentials.ts";
import type { Program } from "../shared/run-program.ts";
import { table, whole } from "../shared/table.ts";
import { readBeaconChain, readPublished } from "./draw/read-published.ts";

const HELP = `Usage: npm run draw:verify -- --sale ID [--base-url URL] [--folder SAVED] [options]

Recomputes a draw from what is published: signatures and order of the statements, the list and its root, the beacon, the order,
the line, and the seals above it. Names the first thing that does not hold.

  --sale ID         the sale
  --base-url URL    the service; that of ${CREDENTIALS} unless a folder is given
  --folder SAVED    a folder with draw.json, jwks.json, entries.txt and openings.txt: what is in it is not asked for
  --save            keep what the service gives in the folder
  --receipt FILE    a receipt, or several, one on a line: are they in the list, and where did they come?
  --beacon URL|FILE /info of a further beacon to trust; drand's quicknet is known, and on this machine its own
  --json            the report as JSON
  --verbose         stack traces

  npm run draw:verify -- --base-url https://firsthand.example --sale mi3-3 --receipt receipt.txt

Keep a folder with what must be checked in later years, with the service's keys.
Exit codes: 0 everything holds, 1 something does not, 2 wrong usage or no answer.
`;

async function verify(args: string[]): Promise<number> {
  const values = parseOptions(args, {
    sale: { type: "string" },
    "base-url": { type: "string" },
    folder: { type: "string" },
    save: { type: "boolean" },
    receipt: { type: "string" },
    beacon: { type: "string" },
    json: { type: "boolean" },
  });
  const { sale: saleId, folder, save = false } = values;
  if (saleId === undefined || !isSaleId(saleId)) throw new UsageError("Name the sale with --sale.");
  if (save && folder === undefined) throw new UsageError("Name the folder to save in with --folder.");
  const local = folder === undefined || save ? localCredentials()?.baseUrl : undefined;
  const baseUrl = (values["base-url"] ?? local)?.replace(/\/$/, "");
  if (baseUrl === undefined && folder === undefined) {
    throw new UsageError(
      `There is no ${CREDENTIALS}: start the service with npm start, or give --base-url or --folder.`,
    );
  }
  const published = await readPublished({ saleId, baseUrl, folder, save });
  const chains = await trustedChains(published.statements, values.beacon, baseUrl);
  const receipts = values.receipt === undefined ? [] : lines(await readFile(values.receipt, "utf8"));
  const report = verifyDraw({ ...published, saleId, chains, receipts });
  if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`);
  else print(saleId, report);
  return report.fault === undefined ? 0 : 1;
}

/** A service on this machine may draw by the beacon of this machine: that proves its form, and nothing of its randomness. */
async function trustedChains(
  statements: readonly string[],
  beacon: string | undefined,
  baseUrl: string | undefined,
): Promise<readonly BeaconChain[]> {
  if (beacon !== undefined) return [QUICKNET, await readBeaconChain(beacon)];
  if (baseUrl === undefined || !/^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(baseUrl)) return [QUICKNET];
  const payload = Buffer.from(statements[0]?.split(".")[1] ?? "", "base64url").toString("utf8");
  const [, chain] = /"beacon":\{"chain":"([0-9a-f]{64})"/.exec(payload) ?? [];
  if (chain === undefined || chain === QUICKNET.chain) return [QUICKNET];
  process.stderr.write("Drawn by the beacon of this machine: the holder of its key can choose its rounds.\n");
  return [QUICKNET, await readBeaconChain(`${baseUrl}/dev/beacon/${chain}/info`)];
}

function print(saleId: string, { fault, places, opened, zScore, ...report }: DrawReport): void {
  const rows = [
    ["statements", whole(report.statements)],
    ["entries", report.entries === undefined ? "not frozen yet" : whole(report.entries)],
    ["round", report.round === undefined ? "" : String(report.round)],
    ["called", whole(report.called)],
    ...(report.redrawn === 0 ? [] : [["of them by redraws", whole(report.redrawn)]]),
    [
      "passed over",
      opened === undefined ? "not drawn yet" : `${whole(opened.shared)} shared, ${whole(opened.excluded)} excluded`,
    ],
    ...(zScore === undefined ? [] : [["passed over, against what was committed to", `z = ${zScore.toFixed(2)}`]]),
  ];
  process.stdout.write(`${saleId}\n\n${table(rows)}`);
  for (const { registration, place, status } of places) {
    const became = place === undefined ? "not drawn" : `place ${whole(place)}, ${status?.replace("-", " ")}`;
    process.stdout.write(`${registration}  ${became}\n`);
  }
  if (report.ownSecret) {
    process.stdout.write("This draw rests on the operator's own secret: its beacon did not come in time.\n");
  }
  if (fault === undefined) {
    process.stdout.write(
      "\nEverything holds. This does not show that excluding was right, nor that no entry is the operator's own.\n",
    );
    return;
  }
  const at = fault.at === undefined ? "" : ` (${fault.at})`;
  process.stdout.write(`\nDoes not hold: ${fault.code}${at}: ${DRAW_FAULTS[fault.code]}.\n`);
}

function lines(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

export const verifyDrawProgram: Program = { help: HELP, run: verify };
