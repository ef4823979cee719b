import { newPepper, newSecrets, newShopKey, newSigningKey, newWebhookKey } from "../../dev/make-keys.ts";
import { parseCommand, UsageError } from "../shared/command-line.ts";
import type { Program } from "../shared/run-program.ts";

const HELP = `Usage: npm run setup -- keys [what] [--verbose]

Prints fresh keys; stores and sends nothing. Without a word it prints every secret of a new deployment, one per line, as
\`wrangler secret put\` takes them.

  npm run setup -- keys            SIGNING_KEYS, TOKEN_SECRETS, PEPPERS and WEBHOOK_KEYS of a new deployment
  npm run setup -- keys signing    one signing key with status "next", to add to SIGNING_KEYS
  npm run setup -- keys pepper     one pepper with a new epoch, to put in front of PEPPERS
  npm run setup -- keys webhook    one key of webhooks, to put in front of WEBHOOK_KEYS
  npm run setup -- keys shop       one shop key for a shop's backend, and the hash that SHOPS names

Rotation of signing keys, each step a new value of SIGNING_KEYS:
  1. add the new key as "next", and wait until every shop has fetched the JWKS again (five minutes);
  2. make it "active" and the old one "retiring": its tokens are still redeemed;
  3. after the longest hold has ended, make the old one "retired": it only repeats replies of the last day;
  4. a day later, remove it. After a leak remove it at once: repeats of its replies then answer 409.

Rotation of the pepper, each step a new value of PEPPERS:
  1. put the new one in front and keep the others behind it. New sales take it; every sale keeps its own for life, whoever
     calls. Lists that name a person by value follow by themselves; an entry by key needs one for each epoch, as
     \`npm run rules -- hash\` prints them. Clusters across sales and erasure look under every pepper that is configured;
  2. keep the old one as long as anything under it is kept: until its last sale has ended and the longest retention of
     PRIVACY.md has passed since. Then \`SELECT COUNT(*) FROM buyer WHERE account LIKE '<epoch>.%'\` is 0;
  3. remove it. Its pseudonyms, where any are left, belong to nobody any more. After a leak, close the sales under it and
     remove it at once.

Rotation of the key of webhooks: put the new one in front, and keep the others until every shop has rotated its secrets
(POST /v1/webhooks/{webhookId}/secrets): those made before are derived from the old one, and nothing is sent without it.

Exit codes: 0 printed, 2 wrong usage.
`;

async function run(args: string[]): Promise<number> {
  const [what, ...more] = parseCommand(args, {}).positionals;
  if (more.length > 0) throw new UsageError("One word at most says what to make.");
  switch (what) {
    case undefined: {
      const secrets = Object.entries(await newSecrets());
      return print(secrets.map(([name, value]) => `${name}=${value}\n`).join(""));
    }
    case "signing":
      return print(`${JSON.stringify(await newSigningKey("next"))}\n`);
    case "pepper":
      return print(`${JSON.stringify(newPepper())}\n`);
    case "webhook":
      return print(`${JSON.stringify(newWebhookKey())}\n`);
    case "shop": {
      const { key, hash } = newShopKey();
      return print(`key   ${key}\nhash  ${hash}\n`);
    }
    default:
      throw new UsageError(`There is no key called "${what}".`);
  }
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

/** Prints keys of a deployment, fresh ones, and how they are rotated. */
export const newKeys: Program = { help: HELP, run };
