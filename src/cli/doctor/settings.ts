import { unstable_readConfig } from "wrangler";
import { parseConfig } from "../../config.ts";
import { newSecrets } from "../../dev/make-keys.ts";
import { unfinishedSettings } from "../../platform/unfinished-settings.ts";
import { type Finding, warning, well, wrong } from "./finding.ts";

/** As the repository ships it. */
const NO_DATABASE = /^[0-]*$/;

/**
 * Looks at `wrangler.toml` as a deployment would read it. Secrets are not there: fresh ones stand in for them, so that every other
 * setting is judged by what the Worker itself says of it.
 */
export async function settingsFindings(file: string): Promise<readonly Finding[]> {
  let settings: ReturnType<typeof unstable_readConfig>;
  try {
    settings = unstable_readConfig({ config: file });
  } catch (error) {
    return [wrong(file, error instanceof Error ? error.message : String(error))];
  }
  const config = parseConfig({ ...settings.vars, ...(await newSecrets()) });
  const said = config.ok
    ? unfinishedSettings(config.value).map((each) => warning(file, each))
    : config.error.map((each) => wrong(file, each));
  const databaseId = settings.d1_databases[0]?.database_id ?? "";
  const jurisdiction = config.ok ? config.value.jurisdiction : undefined;
  const bucketIsElsewhere = config.ok && settings.r2_buckets[0]?.jurisdiction !== jurisdiction;
  const isReachable = settings.workers_dev || (settings.routes?.length ?? 0) > 0 || settings.route !== undefined;
  const found = [
    ...said,
    ...(NO_DATABASE.test(databaseId)
      ? [warning(file, "database_id: is nobody's; npm run setup creates the database and puts its id in")]
      : []),
    ...(bucketIsElsewhere
      ? [warning(file, `r2_buckets: the bucket must be in the JURISDICTION of all else, ${jurisdiction ?? "none"}`)]
      : []),
    ...(isReachable
      ? []
      : [warning(file, "routes: none, so no address leads to the service; OPERATIONS.md shows one")]),
  ];
  return found.length > 0 ? found : [well(file, "every setting is one that the service takes")];
}
