import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { SHOP_ID } from "./composition.ts";
import { localSettings } from "./local-settings.ts";

const FILE = ".dev.vars";

/** Gives `wrangler dev` the keys that `npm start` uses, unless there are settings already. */
export async function writeDevVars(): Promise<void> {
  if (existsSync(FILE)) return;
  const settings = await localSettings(".dev");
  const shop = { name: "Demo shop", keyHashes: [settings.shopKeyHash], hostname: "localhost" };
  const variables = {
    ENVIRONMENT: "development",
    ISSUER: "http://localhost:8787",
    SHOPS: JSON.stringify({ [SHOP_ID]: shop }),
    SIGNING_KEYS: JSON.stringify(settings.signingKeys),
    TOKEN_SECRETS: JSON.stringify([{ kid: "development", k: settings.tokenSecret }]),
    PEPPERS: JSON.stringify([{ epoch: "dev1", k: settings.pepper }]),
  };
  const lines = Object.entries(variables).map(([name, value]) => `${name}='${value}'`);
  await writeFile(FILE, `${lines.join("\n")}\n`, { mode: 0o600 });
  process.stdout.write(`${FILE} was written. Shop key: ${settings.shopKey}\n`);
}
