import { unstable_readConfig } from "wrangler";
import { parseConfig } from "../../config.ts";
import { newSecrets } from "../../dev/make-keys.ts";
import { isReservedHost } from "../../platform/unfinished-settings.ts";
import type { Wanted } from "./plan.ts";

/** As the repository ships it. */
const NO_DATABASE = /^[0-]*$/;

/**
 * Reads what a file of settings asks of an account.
 * @throws Error with every setting that is wrong, or that names no database, bucket or Worker
 */
export async function readWanted(file: string): Promise<Wanted> {
  const settings = unstable_readConfig({ config: file });
  const secrets = await newSecrets();
  const config = parseConfig({ ...settings.vars, ...secrets });
  if (!config.ok) throw new Error(`${file} is wrong, and npm run doctor says what to do:\n${config.error.join("\n")}`);
  const [database, bucket] = [settings.d1_databases[0], settings.r2_buckets[0]];
  const { name } = settings;
  if (name === undefined || database?.database_name === undefined || bucket?.bucket_name === undefined) {
    throw new Error(`${file} must name the Worker, its database and its bucket.`);
  }
  const { issuer, shops, staff, jurisdiction } = config.value;
  const databaseId = database.database_id ?? "";
  return {
    worker: name,
    database: { name: database.database_name, id: NO_DATABASE.test(databaseId) ? undefined : databaseId },
    bucket: { name: bucket.bucket_name, jurisdiction: bucket.jurisdiction },
    queues: [
      ...new Set(
        [...(settings.queues.producers ?? []), ...(settings.queues.consumers ?? [])].map(({ queue }) => queue),
      ),
    ],
    secrets: Object.keys(secrets),
    jurisdiction,
    unfinished: [
      ...(isReservedHost(issuer) ? (["address"] as const) : []),
      ...(shops.size === 0 ? (["shop"] as const) : []),
      ...(staff.access === undefined ? (["access"] as const) : []),
    ],
    staffRoles: Object.fromEntries([...staff.roles, ...[...staff.services].map((id) => [`service:${id}`, "service"])]),
  };
}
