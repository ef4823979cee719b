import { auditAnswer } from "../../wire/sale.ts";
import { parseOptions, UsageError } from "../shared/command-line.ts";
import { CREDENTIALS, localCredentials } from "../shared/local-credentials.ts";
import type { Program } from "../shared/run-program.ts";

const HELP = `Usage: npm run ledger:verify -- --sale ID [--base-url URL] [--shop-key KEY] [--json] [--verbose]

Has the service recompute every figure of a sale from its rows and compare it with the decisions in the archive, and prints
each difference. Address and key are those of ${CREDENTIALS} unless given; the key may also stand in FIRSTHAND_SHOP_KEY.

  npm run ledger:verify -- --sale demo

Exit codes: 0 no difference, 1 differences, 2 wrong usage or no answer.
`;

async function verify(args: string[]): Promise<number> {
  const values = parseOptions(args, {
    sale: { type: "string" },
    "base-url": { type: "string" },
    "shop-key": { type: "string" },
    json: { type: "boolean" },
  });
  if (values.sale === undefined) throw new UsageError("--sale names the sale.");
  const local = localCredentials();
  const baseUrl = values["base-url"] ?? local?.baseUrl;
  const shopKey = values["shop-key"] ?? process.env.FIRSTHAND_SHOP_KEY ?? local?.shopKey;
  if (baseUrl === undefined || shopKey === undefined) {
    throw new UsageError(
      `There is no ${CREDENTIALS}: start the service with npm start, or give --base-url and --shop-key.`,
    );
  }
  const url = `${baseUrl}/v1/sales/${encodeURIComponent(values.sale)}/ledger/audit`;
  const response = await fetch(url, { headers: { Authorization: `Bearer ${shopKey}` } });
  if (!response.ok) throw new Error(`The service answered ${response.status}: ${await response.text()}`);
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

export const verifyLedger: Program = { help: HELP, run: verify };
