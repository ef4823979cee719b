import { parseArgs } from "node:util";
import { newSecret, newShopKey, newSigningKey } from "./keys/make-keys.ts";

const HELP = `Usage: npm run keys:new -- [what]

Prints fresh keys; stores and sends nothing. Without a word it prints every secret of a new deployment, one per line, as
\`wrangler secret put\` takes them.

  npm run keys:new                 SIGNING_KEYS, TOKEN_SECRETS and PEPPERS of a new deployment
  npm run keys:new -- signing      one signing key with status "next", to add to SIGNING_KEYS
  npm run keys:new -- shop         one shop key for a shop's backend, and the hash that SHOPS names

Rotation of signing keys, each step a new value of SIGNING_KEYS:
  1. add the new key as "next", and wait until every shop has fetched the JWKS again (five minutes);
  2. make it "active" and the old one "retiring": its tokens are still redeemed;
  3. after the longest hold has ended, make the old one "retired": it only repeats replies of the last day;
  4. a day later, remove it. After a leak remove it at once: repeats of its replies then answer 409.

Exit codes: 0 printed, 2 wrong usage.
`;

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { help: { type: "boolean" } },
    allowPositionals: true,
    strict: false,
  });
  if (values.help) return print(HELP);
  switch (positionals[0]) {
    case undefined: {
      const day = new Date().toISOString().slice(0, 10).replaceAll("-", "");
      return print(
        [
          `SIGNING_KEYS=${JSON.stringify([await newSigningKey("active")])}`,
          `TOKEN_SECRETS=${JSON.stringify([{ kid: `t${day}`, k: newSecret() }])}`,
          `PEPPERS=${JSON.stringify([{ epoch: `e${day}`, k: newSecret() }])}`,
          "",
        ].join("\n"),
      );
    }
    case "signing":
      return print(`${JSON.stringify(await newSigningKey("next"))}\n`);
    case "shop": {
      const { key, hash } = newShopKey();
      return print(`key   ${key}\nhash  ${hash}\n`);
    }
    default:
      process.stderr.write(`There is no key called "${positionals[0]}".\n\n${HELP}`);
      return 2;
  }
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
