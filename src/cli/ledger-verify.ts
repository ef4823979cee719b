import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import * as z from "zod";
import { auditAnswer } from "../wire/sale.ts";

const HELP = `Usage: npm run ledger:verify -- --sale ID [--base-url URL] [--shop-key KEY] [--json]

Has the service recompute every figure of a sale from its rows and compare it with the decisions in the archive, and prints
each difference. Address and key are those of .dev/credentials.json unless given; the key may also stand in FIRSTHAND_SHOP_KEY.

  npm run ledger:verify -- --sale demo

Exit codes: 0 no difference, 1 differences, 2 wrong usage or no answer.
`;

const credentialsSchema = z.object({ baseUrl: z.string(), shopKey: z.string() });

async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: "boolean" },
      sale: { type: "string" },
      "base-url": { type: "string" },
      "shop-key": { type: "string" },
      json: { type: "boolean" },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (values.sale === undefined) return complain(`--sale is missing.\n\n${HELP}`);
  const local = await localCredentials();
  const baseUrl = values["base-url"] ?? local?.baseUrl;
  const shopKey = values["shop-key"] ?? process.env.FIRSTHAND_SHOP_KEY ?? local?.shopKey;
  if (baseUrl === undefined || shopKey === undefined) {
    return complain(
      "There is no .dev/credentials.json: start the service with npm start, or give --base-url and --shop-key.\n",
    );
  }
  const url = `${baseUrl}/v1/sales/${encodeURIComponent(values.sale)}/ledger/audit`;
  const response = await fetch(url, { headers: { Authorization: `Bearer ${shopKey}` } });
  if (!response.ok) return complain(`The service answered ${response.status}: ${await response.text()}\n`);
  const { checks, differences } = auditAnswer.parse(await response.json());
  if (values.json) {
    process.stdout.write(`${JSON.stringify({ checks, differences })}\n`);
  } else {
    for (const { check, recorded, recomputed } of differences) {
      process.stdout.write(`differs  ${check}: ${recorded} recorded, ${recomputed} recomputed\n`);
    }
    process.stdout.write(`${checks} checks, ${differences.length} differences\n`);
  }
  return differences.length === 0 ? 0 : 1;
}

async function localCredentials(): Promise<z.infer<typeof credentialsSchema> | undefined> {
  try {
    return credentialsSchema.parse(JSON.parse(await readFile(".dev/credentials.json", "utf8")));
  } catch {
    return undefined;
  }
}

function complain(sentence: string): number {
  process.stderr.write(sentence);
  return 2;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.exitCode = complain(`${error instanceof Error ? error.message : String(error)}\n`);
  },
);
