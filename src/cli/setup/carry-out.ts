import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { newSecrets } from "../../dev/make-keys.ts";
import { parsedJson } from "../shared/parsed-json.ts";
import { listDatabases, wrangler } from "./account.ts";
import type { Step } from "./plan.ts";
import { changeSettings } from "./settings-text.ts";

/** What is done in which account, with which file of settings and where secrets are kept beside it. */
export type Site = { readonly accountId: string; readonly config: string; readonly secretsFolder: string };

/** A step in words, as the plan and its progress show it. */
export function stepInWords(step: Step): string {
  switch (step.kind) {
    case "database":
    case "bucket":
    case "queue":
      return `create the ${step.kind} ${step.name}${step.jurisdiction === undefined ? "" : ` in ${step.jurisdiction}`}`;
    case "settings":
      return `set ${step.changes.map(({ key }) => key).join(", ")} in the settings`;
    case "database-id":
      return `write the id of the database ${step.database} into the settings`;
    case "migrations":
      return `bring the tables of ${step.database} up to date`;
    case "secrets":
      return `make ${step.names.join(", ")}, keep them in a file of your own, and give them to the Worker ${step.worker}`;
  }
}

/** Does one step. @throws WranglerError where wrangler refused */
export async function carryOut(step: Step, site: Site): Promise<void> {
  const { accountId, config } = site;
  switch (step.kind) {
    case "database":
      await wrangler(["d1", "create", step.name, ...within(step.jurisdiction)], accountId);
      return;
    case "bucket":
      await wrangler(["r2", "bucket", "create", step.name, ...within(step.jurisdiction)], accountId);
      return;
    case "queue":
      await wrangler(["queues", "create", step.name, ...within(step.jurisdiction)], accountId);
      return;
    case "settings":
      rewrite(config, (text) => changeSettings(text, step.changes));
      return;
    case "database-id": {
      const database = (await listDatabases(accountId)).find(({ name }) => name === step.database);
      if (database === undefined) throw new Error(`The database ${step.database} is not listed yet; run this again.`);
      rewrite(config, (text) =>
        changeSettings(text, [{ table: "d1_databases", key: "database_id", value: database.id }]),
      );
      return;
    }
    case "migrations":
      await wrangler(["d1", "migrations", "apply", step.database, "--remote", "--config", config], accountId);
      return;
    case "secrets": {
      const file = await keepSecrets(step.names, join(site.secretsFolder, `${step.worker}.secrets.json`));
      await wrangler(["secret", "bulk", file, "--name", step.worker], accountId);
      return;
    }
  }
}

/** Writes a file that its owner alone may read. */
export function writeSecretFile(file: string, text: string): void {
  mkdirSync(join(file, ".."), { recursive: true, mode: 0o700 });
  writeFileSync(file, text, { mode: 0o600 });
  chmodSync(file, 0o600);
}

/** Secrets that an earlier run made and could not hand over are handed over now. @returns the file */
async function keepSecrets(names: readonly string[], file: string): Promise<string> {
  const kept = existsSync(file) ? z.record(z.string(), z.string()).parse(parsedJson(readFileSync(file, "utf8"))) : {};
  const secrets = Object.entries({ ...(await newSecrets()), ...kept }).filter(([name]) => names.includes(name));
  writeSecretFile(file, `${JSON.stringify(Object.fromEntries(secrets), undefined, 2)}\n`);
  return file;
}

function within(jurisdiction: string | undefined): readonly string[] {
  return jurisdiction === undefined ? [] : ["--jurisdiction", jurisdiction];
}

function rewrite(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, "utf8")));
}
