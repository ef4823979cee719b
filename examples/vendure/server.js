// A Vendure shop with one phone, of which there are fewer than buyers. Everything is in memory.
//
//     node server.js http://localhost:8787 "$SHOP_KEY" 3000

import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFirsthand } from "@firsthand/client";
import { bootstrap, DefaultLogger, LogLevel } from "@vendure/core";
import { populate } from "@vendure/core/cli/index.js";
import { EVENTS_PATH, firsthandPlugin } from "./firsthand-plugin.js";

// A shop for trying things out reports nothing to its maker.
process.env.VENDURE_DISABLE_TELEMETRY ??= "true";

const [, , baseUrl, shopKey, port = "3000"] = process.argv;
const DAY_MS = 24 * 3_600_000;
const sale = `vendure-${Date.now().toString(36)}`;
let webhookSecret = "";

const config = {
  apiOptions: { port: Number(port), hostname: "127.0.0.1", middleware: [] },
  authOptions: { tokenMethod: "bearer", superadminCredentials: { identifier: "admin", password: crypto.randomUUID() } },
  dbConnectionOptions: { type: "sqljs", synchronize: true },
  logger: new DefaultLogger({ level: LogLevel.Error }),
  plugins: [firsthandPlugin({ baseUrl, shopKey, webhookSecret: () => webhookSecret })],
};

const INITIAL_DATA = {
  defaultLanguage: "en",
  defaultZone: "Asia",
  countries: [{ code: "IN", name: "India", zone: "Asia" }],
  taxRates: [{ name: "Standard", percentage: 0 }],
  shippingMethods: [{ name: "Courier", price: 0 }],
  paymentMethods: [{ name: "Card", handler: { code: "firsthand-payment", arguments: [] } }],
  collections: [],
};
const PRODUCTS = [
  "name,slug,description,assets,facets,optionGroups,optionValues,sku,price,taxCategory,stockOnHand,trackInventory,variantAssets,variantFacets,variant:firsthandSale",
  `Aurora 2,aurora-2,A phone,,,,,AURORA-2,29999,Standard,100,false,,,${sale}`,
].join("\n");

/** Two phones, one for each buyer; who holds one has two minutes to pay. */
async function putSale() {
  const firsthand = createFirsthand({ baseUrl, shopKey });
  await firsthand.putSale(sale, {
    title: "Aurora 2",
    sku: "AURORA-2",
    mode: "flash",
    units: 2,
    price: { amountMinor: 2_999_900, currency: "INR" },
    opensAt: new Date(Date.now() - 1000).toISOString(),
    closesAt: new Date(Date.now() + DAY_MS).toISOString(),
    limits: { perAccount: 1 },
    holdTtlSeconds: 120,
    acceptedPayments: ["card"],
    addressLocked: true,
    clientSignals: "optional",
  });
  const url = `http://127.0.0.1:${port}${EVENTS_PATH}`;
  const response = await fetch(`${baseUrl}/v1/webhooks/${sale}`, {
    method: "PUT",
    headers: {
      Authorization: `Bearer ${shopKey}`,
      "Content-Type": "application/json",
      "Idempotency-Key": crypto.randomUUID(),
    },
    body: JSON.stringify({ url, events: ["hold.expired"] }),
  });
  if (!response.ok) throw new Error(`The webhook was refused: ${await response.text()}`);
  // Told this once: a real shop keeps it where the shop key is.
  webhookSecret = (await response.json()).secret;
}

await putSale();
const csv = join(await mkdtemp(join(tmpdir(), "vendure-")), "products.csv");
await writeFile(csv, PRODUCTS);
await populate(() => bootstrap(config), INITIAL_DATA, csv);
process.stdout.write(`ready ${sale}\n`);
