import { readFileSync } from "node:fs";
import { unstable_readConfig } from "wrangler";
import * as z from "zod";

const objectSchema = z.object({ class_name: z.string() });
const rowsSchema = z.object({ read: z.number(), written: z.number() });
const totalsSchema = z.object({
  object: rowsSchema,
  /** Alarms that were set: each is billed as a row written. */
  alarms: z.number(),
  database: rowsSchema,
  /** Decisions that are in D1. */
  archived: z.number(),
});

/** What is billed, since the service was started. */
export type BilledRows = z.infer<typeof totalsSchema>;

/** The deployed bundle inside of a module that counts its rows. @returns texts of modules by their names, the entry first */
export function countedBundle(): { readonly [path: string]: string } {
  const bound = z.array(objectSchema).parse(unstable_readConfig({ config: "wrangler.toml" }).durable_objects.bindings);
  const objects = bound.map(({ class_name: name }) => `export const ${name} = counting(deployed.${name});`);
  return {
    "counted.js": `import { counting, countingWorker } from "./billed-rows.js";
import * as deployed from "./worker.js";
${objects.join("\n")}
export default countingWorker(deployed.default);
`,
    "billed-rows.js": readFileSync("test/rig/bench/rows/billed-rows.js", "utf8"),
    "worker.js": readFileSync("dist/worker/worker.js", "utf8"),
  };
}

/** Asks a service with a counted bundle. */
export async function readBilledRows(baseUrl: string): Promise<BilledRows> {
  return totalsSchema.parse(await (await fetch(`${baseUrl}/billed-rows`)).json());
}
