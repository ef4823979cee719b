import type { Jurisdiction } from "../../domain/jurisdiction.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { Answers, Asked } from "./answers.ts";
import type { SettingChange } from "./settings-text.ts";

/** What `wrangler.toml` asks of an account, as far as a setup makes it. */
export type Wanted = {
  readonly worker: string;
  /** `id` is absent as the repository ships it. */
  readonly database: { readonly name: string; readonly id: string | undefined };
  readonly bucket: { readonly name: string; readonly jurisdiction: string | undefined };
  readonly queues: readonly string[];
  readonly secrets: readonly string[];
  readonly jurisdiction: Jurisdiction | undefined;
  /** What the settings leave to be asked. */
  readonly unfinished: readonly Exclude<Asked, "jurisdiction">[];
  readonly staffRoles: { readonly [name: string]: string };
};

/** What an account has. */
export type Listed = {
  readonly databases: readonly {
    readonly name: string;
    readonly id: string;
    readonly jurisdiction?: string | undefined;
  }[];
  readonly buckets: readonly string[];
  readonly queues: readonly string[];
  readonly secrets: readonly string[];
};

/** One thing to do. Each may be done again: what is there is kept. */
export type Step =
  | {
      readonly kind: "database" | "bucket" | "queue";
      readonly name: string;
      readonly jurisdiction: Jurisdiction | undefined;
    }
  | { readonly kind: "settings"; readonly changes: readonly SettingChange[] }
  | { readonly kind: "database-id"; readonly database: string }
  | { readonly kind: "migrations"; readonly database: string }
  | { readonly kind: "secrets"; readonly worker: string; readonly names: readonly string[] };

export type Plan = { readonly steps: readonly Step[]; readonly kept: readonly string[] };

/** @returns what must be asked before a plan is made: a jurisdiction only where nothing was made yet that has one */
export function questionsOf(wanted: Wanted, listed: Pick<Listed, "databases">): readonly Asked[] {
  const isNew = !listed.databases.some(({ name }) => name === wanted.database.name);
  return [...(isNew && wanted.jurisdiction === undefined ? (["jurisdiction"] as const) : []), ...wanted.unfinished];
}

/**
 * What is left to do for a first deployment: nothing is made twice, and nothing that exists is changed.
 * @param keyHash of the key of the shop that the answers name
 * @returns the steps in their order; or why they would not lead to a deployment
 */
export function planSetup(
  { wanted, listed }: { readonly wanted: Wanted; readonly listed: Listed },
  answers: Answers,
  keyHash: string | undefined,
): Result<Plan, readonly string[]> {
  const jurisdiction = answers.jurisdiction ?? wanted.jurisdiction;
  const problems = contradictions({ wanted, listed }, jurisdiction);
  if (problems.length > 0) return err(problems);
  const { database, bucket, queues, secrets, worker } = wanted;
  const existing = listed.databases.find(({ name }) => name === database.name);
  const missing = (names: readonly string[], there: readonly string[]) => names.filter((name) => !there.includes(name));
  const missingSecrets = missing(secrets, listed.secrets);
  const changes = settingChanges(wanted, answersTo(questionsOf(wanted, listed), answers), keyHash);
  return ok({
    steps: [
      ...(existing === undefined ? [{ kind: "database", name: database.name, jurisdiction } as const] : []),
      ...missing([bucket.name], listed.buckets).map((name) => ({ kind: "bucket", name, jurisdiction }) as const),
      ...missing(queues, listed.queues).map((name) => ({ kind: "queue", name, jurisdiction }) as const),
      ...(changes.length > 0 ? [{ kind: "settings", changes } as const] : []),
      ...(database.id === undefined ? [{ kind: "database-id", database: database.name } as const] : []),
      { kind: "migrations", database: database.name },
      ...(missingSecrets.length > 0 ? [{ kind: "secrets", worker, names: missingSecrets } as const] : []),
    ],
    kept: [
      ...(existing === undefined ? [] : [`database ${database.name}`]),
      ...(listed.buckets.includes(bucket.name) ? [`bucket ${bucket.name}`] : []),
      ...queues.filter((name) => listed.queues.includes(name)).map((name) => `queue ${name}`),
      ...secrets.filter((name) => listed.secrets.includes(name)).map((name) => `secret ${name}`),
    ],
  });
}

/** Whatever the settings say already is kept, whatever was answered. */
function answersTo(asked: readonly Asked[], { jurisdiction, address, shop, access }: Answers): Answers {
  return {
    jurisdiction,
    address: asked.includes("address") ? address : undefined,
    shop: asked.includes("shop") ? shop : undefined,
    access: asked.includes("access") ? access : undefined,
  };
}

function contradictions(
  { wanted: { database, jurisdiction: set }, listed }: { readonly wanted: Wanted; readonly listed: Listed },
  jurisdiction: Jurisdiction | undefined,
): readonly string[] {
  const byId = listed.databases.find(({ id }) => id === database.id);
  const byName = listed.databases.find(({ name }) => name === database.name);
  const isOfNobody = database.id !== undefined && byId === undefined;
  const isMoved = byName !== undefined && (byName.jurisdiction ?? undefined) !== jurisdiction;
  return [
    ...(isOfNobody ? [`database_id: ${database.id} is no database of this account; is it the right account?`] : []),
    ...(byId !== undefined && byId.name !== database.name
      ? [`database_id: is the database ${byId.name}, and database_name says ${database.name}`]
      : []),
    ...(isMoved
      ? [
          `the database ${database.name} is in ${byName.jurisdiction ?? "no jurisdiction"}, and stays there; ` +
            `JURISDICTION says ${jurisdiction ?? "none"}. Name another database, or set JURISDICTION to where it is`,
        ]
      : []),
    ...(set !== undefined && jurisdiction !== set ? [`JURISDICTION: is ${set} already`] : []),
  ];
}

function settingChanges(
  { staffRoles, bucket, jurisdiction: set }: Wanted,
  { jurisdiction, address, shop, access }: Answers,
  keyHash: string | undefined,
): readonly SettingChange[] {
  const host = address && new URL(address).hostname;
  const ofVars = (key: string, value: string): SettingChange => ({ table: "vars", key, value });
  return [
    ...(jurisdiction === undefined || jurisdiction === set ? [] : [ofVars("JURISDICTION", jurisdiction)]),
    ...(jurisdiction === undefined || bucket.jurisdiction === jurisdiction
      ? []
      : [{ table: "r2_buckets", key: "jurisdiction", value: jurisdiction } as const]),
    ...(address === undefined ? [] : [ofVars("ISSUER", new URL(address).origin)]),
    ...(host === undefined
      ? []
      : [
          host.endsWith(".workers.dev")
            ? ({ table: undefined, key: "workers_dev", value: true } as const)
            : ({ table: undefined, key: "routes", value: [{ pattern: host, custom_domain: true }] } as const),
        ]),
    ...(shop === undefined || keyHash === undefined
      ? []
      : [
          ofVars(
            "SHOPS",
            JSON.stringify({ [shop.id]: { name: shop.name, keyHashes: [keyHash], hostname: shop.hostname } }),
          ),
        ]),
    ...(access === undefined
      ? []
      : [
          ofVars("STAFF_ROLES", JSON.stringify({ ...staffRoles, [`email:${access.admin}`]: "admin" })),
          ofVars("ACCESS_TEAM_DOMAIN", access.teamDomain),
          ofVars("ACCESS_AUDIENCE", access.audience),
        ]),
  ];
}
