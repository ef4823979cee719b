import * as z from "zod";
import { type BeaconChain, isDevelopmentChain, QUICKNET, QUICKNET_RELAYS } from "./domain/draw/beacon.ts";
import { JURISDICTIONS, type Jurisdiction } from "./domain/jurisdiction.ts";
import { err, ok, type Result } from "./domain/result.ts";
import { SMS_ADAPTER_ID, type SmsAdapter, smsAdapterSchema } from "./domain/sms/adapter.ts";
import { rsaKeyOf } from "./domain/tokens/private-token.ts";

/** What a shop is to this deployment. */
const shopSchema = z.strictObject({
  name: z.string().min(1),
  /** SHA-256 of each active shop key, in hexadecimal; two while a key is being changed. */
  keyHashes: z
    .array(z.string().regex(/^[0-9a-f]{64}$/, "must be a SHA-256 in lower-case hexadecimal"))
    .min(1)
    .max(2),
  /** Host name that siteverify reports. */
  hostname: z.string().min(1),
  /** Web origins whose pages may call checkouts with an account token. */
  origins: z.array(z.url()).default([]),
  /** Public keys (JWK) that the shop signs account tokens with. */
  accountKeys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })).default([]),
  /** Its webhooks may ask for events of the operator's staff, cases and proposals: for the operator's own shop. */
  staffEvents: z.boolean().default(false),
});

const keyHash = z.string().regex(/^[0-9a-f]{64}$/, "must be a SHA-256 in lower-case hexadecimal");

const signingKeySchema = z.looseObject({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  x: z.string(),
  d: z.string(),
  kid: z.string(),
  /**
   * `next` is published before it signs; `active` signs; `retiring` signed until now, and its tokens are good until the last
   * hold under them ends; `retired` is kept only so that replies can be repeated byte for byte.
   */
  status: z.enum(["next", "active", "retiring", "retired"]),
});

/** Public key of an agent that signs its requests. */
const agentKeySchema = z.looseObject({ kty: z.literal("OKP"), crv: z.literal("Ed25519"), x: z.base64url().length(43) });

const secretKeySchema = z.strictObject({
  kid: z.string().min(1),
  k: z.base64url().min(43, "must be 32 bytes or more"),
});
/** A chain of beacons, and where it is asked for. */
const beaconsSchema = z
  .array(
    z.strictObject({
      chain: z.string().regex(/^[0-9a-f]{64}$/, "must be the hash of a chain in lower-case hexadecimal"),
      publicKey: z.string().regex(/^[0-9a-f]{192}$/, "must be a key on G2 in lower-case hexadecimal"),
      genesis: z.int().nonnegative(),
      period: z.int().positive(),
      /** Without a slash at the end. None where every beacon is handed in. */
      addresses: z.array(z.url()).default([]),
    }),
  )
  .min(1);
const QUICKNET_SETTING = JSON.stringify([{ ...QUICKNET, addresses: QUICKNET_RELAYS }]);
const pepperSchema = z.strictObject({ epoch: z.string().regex(/^[a-z0-9]{1,12}$/), k: z.base64url().min(43) });
const staffRoleSchema = z.enum(["trust", "brand", "admin"]);
/** What `STAFF_ROLES` gives to a program: it may check and replay policies, and nothing else. */
const SERVICE = "service";
/** Whoever may choose a group's name or a client id must not be able to choose somebody's address: each has its own prefix. */
const STAFF_NAME = /^(email|group|service):\S/;
const SERVICE_PREFIX = "service:";
/** What stands before the address of a person whom the settings name. */
export const EMAIL_PREFIX = "email:";

/** Its letters matter: what the service keys for itself is told from a shop's by a slash. */
const SHOP_ID = /^[a-z0-9][a-z0-9-]{0,31}$/;

const issuerKeySchema = z
  .base64url()
  .refine(
    (text) => rsaKeyOf(decodeBase64Url(text)) !== undefined,
    "must be a token key of type 2 (RFC 9578, section 6.5)",
  );

const envSchema = z.object({
  ENVIRONMENT: z.string().min(1),
  ISSUER: z.url().regex(/^[^\s"'\\]+$/, "may hold no blank, quotation mark or backslash"),
  SHOPS: jsonText(z.record(z.string().regex(SHOP_ID), shopSchema)),
  STAFF_ROLES: jsonText(
    z
      .record(
        z.string().regex(STAFF_NAME, "must begin with email:, group: or service:"),
        z.union([staffRoleSchema, z.literal(SERVICE)], "must be trust, brand or admin, or for a program service"),
      )
      .refine(
        (given) =>
          Object.entries(given).every(([name, role]) => name.startsWith(SERVICE_PREFIX) === (role === SERVICE)),
        "must give the role service to service: names, and to no other",
      ),
  ),
  ACCESS_TEAM_DOMAIN: z.union([z.url(), z.literal("")]).default(""),
  ACCESS_AUDIENCE: z.string().default(""),
  TURNSTILE_SITE_KEY: z.string().default(""),
  TURNSTILE_SECRET: z.string().default(""),
  TURNSTILE_VERIFY_URL: z.url().default("https://challenges.cloudflare.com/turnstile/v0/siteverify"),
  BEACON: z
    .string()
    .default("")
    .transform((text) => text || QUICKNET_SETTING)
    .pipe(jsonText(beaconsSchema)),
  JURISDICTION: z.enum(["", ...JURISDICTIONS], `must be empty or one of ${JURISDICTIONS.join(", ")}`).default(""),
  VISIT_TTL_SECONDS: positiveInteger(),
  ATTEMPTS_IN_FLIGHT_MAX: positiveInteger(),
  NEWLY_DENIED_SHARE_MAX: share(),
  SIGNING_KEYS: jsonText(
    z
      .array(signingKeySchema)
      .refine(
        (keys) => keys.filter(({ status }) => status === "active").length === 1,
        "must hold exactly one active key",
      ),
  ),
  TOKEN_SECRETS: jsonText(z.array(secretKeySchema).min(1)),
  PEPPERS: jsonText(z.array(pepperSchema).min(1)),
  AGENTS: z
    .string()
    .default("")
    .transform((text) => text || "{}")
    .pipe(jsonText(z.record(z.url(), z.array(agentKeySchema).min(1)))),
  PRIVATE_TOKEN_ISSUERS: z
    .string()
    .default("")
    .transform((text) => text || "{}")
    .pipe(jsonText(z.record(z.hostname(), z.array(issuerKeySchema).min(1)))),
  METRICS_KEY_HASHES: z
    .string()
    .default("")
    .transform((text) => text || "[]")
    .pipe(jsonText(z.array(keyHash).max(2))),
  WEBHOOK_KEYS: z
    .string()
    .default("")
    .transform((text) => text || "[]")
    .pipe(jsonText(z.array(secretKeySchema))),
  SMS_ADAPTERS: z
    .string()
    .default("")
    .transform((text) => text || "{}")
    .pipe(jsonText(z.record(z.string().regex(SMS_ADAPTER_ID), smsAdapterSchema))),
});

/** A chain whose holder can choose its rounds draws nothing that anybody may rely on. */
export const DEVELOPMENT_ENVIRONMENTS: readonly string[] = ["development", "test"];

export type Shop = z.infer<typeof shopSchema>;
export type StaffRole = z.infer<typeof staffRoleSchema>;
export type SigningKey = z.infer<typeof signingKeySchema>;

/** The settings of one deployment, checked. */
export type Config = {
  /** Name of the environment, shown in the console. */
  readonly environment: string;
  readonly issuer: string;
  readonly shops: ReadonlyMap<string, Shop>;
  readonly staff: {
    /** Access groups as `group:<name>`, e-mail addresses as `email:<address>`, and the role that each gives. */
    readonly roles: ReadonlyMap<string, StaffRole>;
    /** Client ids of the Access service tokens of programs that may check and replay policies. */
    readonly services: ReadonlySet<string>;
    /** Absent where Cloudflare Access is not set up: then no staff route answers. */
    readonly access: { readonly teamDomain: string; readonly audience: string } | undefined;
  };
  /** The Turnstile widget that may settle challenges; absent where no site key and secret are set. */
  readonly turnstile: { readonly siteKey: string; readonly secret: string; readonly verifyUrl: string } | undefined;
  /** Chains of beacons that draws may rest on; new ones rest on the first. */
  readonly beacons: readonly (BeaconChain & { readonly addresses: readonly string[] })[];
  /** Where every object of this deployment stays; absent where that is wherever it is called first. */
  readonly jurisdiction: Jurisdiction | undefined;
  readonly visitTtlSeconds: number;
  /** Checkouts of one sale that one isolate works on at a time; above it, 503 `overloaded`. */
  readonly attemptsInFlightMax: number;
  /** Share of replayed checkouts that a policy may newly deny without a second person. */
  readonly newlyDeniedShareMax: number;
  readonly signingKeys: readonly SigningKey[];
  /** HMAC secrets of visit and challenge tokens; the first one signs. */
  readonly tokenSecrets: readonly { readonly kid: string; readonly key: Uint8Array }[];
  /** Keys of pseudonyms; new sales take the first one, and a sale keeps its own for life. */
  readonly peppers: readonly { readonly epoch: string; readonly key: Uint8Array }[];
  /** Agents that say by a signature (Web Bot Auth) who they are, by their addresses, with their public keys. */
  readonly agents: ReadonlyMap<string, readonly z.infer<typeof agentKeySchema>[]>;
  /** Issuers of Private Access Tokens, by their names, with their public keys; a browser is asked for a token of the first of each. */
  readonly privateTokenIssuers: ReadonlyMap<string, readonly Uint8Array[]>;
  /** SHA-256 of each key that reads `/metrics`, in hexadecimal; without one there is no such address. */
  readonly metricsKeyHashes: readonly string[];
  /** What secrets of webhooks are derived from: new ones from the first. None where webhooks are not set up. */
  readonly webhookKeys: readonly { readonly kid: string; readonly key: Uint8Array }[];
  /** How text messages come in, by the name in the address that they are sent to. */
  readonly smsAdapters: ReadonlyMap<string, SmsAdapter>;
};

/**
 * Reads every variable and secret, once. The only function that looks into the environment.
 * @returns the configuration, or all problems at once; problems name settings, never values
 */
export function parseConfig(env: object): Result<Config, readonly string[]> {
  const parsed = envSchema.safeParse(env);
  if (!parsed.success) {
    return err(parsed.error.issues.map((issue) => describeProblem(issue, env)));
  }
  const settings = parsed.data;
  const problems = problemsBetween(settings);
  if (problems.length > 0) return err(problems);
  const access =
    settings.ACCESS_TEAM_DOMAIN === "" || settings.ACCESS_AUDIENCE === ""
      ? undefined
      : { teamDomain: settings.ACCESS_TEAM_DOMAIN.replace(/\/$/, ""), audience: settings.ACCESS_AUDIENCE };
  return ok({
    environment: settings.ENVIRONMENT,
    issuer: settings.ISSUER.replace(/\/$/, ""),
    shops: new Map(Object.entries(settings.SHOPS)),
    staff: { ...staffOf(settings.STAFF_ROLES), access },
    turnstile:
      settings.TURNSTILE_SITE_KEY === "" || settings.TURNSTILE_SECRET === ""
        ? undefined
        : {
            siteKey: settings.TURNSTILE_SITE_KEY,
            secret: settings.TURNSTILE_SECRET,
            verifyUrl: settings.TURNSTILE_VERIFY_URL,
          },
    beacons: settings.BEACON,
    jurisdiction: settings.JURISDICTION === "" ? undefined : settings.JURISDICTION,
    visitTtlSeconds: settings.VISIT_TTL_SECONDS,
    attemptsInFlightMax: settings.ATTEMPTS_IN_FLIGHT_MAX,
    newlyDeniedShareMax: settings.NEWLY_DENIED_SHARE_MAX,
    signingKeys: settings.SIGNING_KEYS,
    tokenSecrets: settings.TOKEN_SECRETS.map(({ kid, k }) => ({ kid, key: decodeBase64Url(k) })),
    agents: new Map(Object.entries(settings.AGENTS)),
    privateTokenIssuers: new Map(
      Object.entries(settings.PRIVATE_TOKEN_ISSUERS).map(([issuer, keys]) => [issuer, keys.map(decodeBase64Url)]),
    ),
    metricsKeyHashes: settings.METRICS_KEY_HASHES,
    webhookKeys: settings.WEBHOOK_KEYS.map(({ kid, k }) => ({ kid, key: decodeBase64Url(k) })),
    smsAdapters: new Map(Object.entries(settings.SMS_ADAPTERS).map(([id, adapter]) => [id, { ...adapter, id }])),
    peppers: settings.PEPPERS.map(({ epoch, k }) => ({ epoch, key: decodeBase64Url(k) })),
  });
}

/** What is wrong with settings that are each well formed. */
function problemsBetween({ ENVIRONMENT, BEACON, SHOPS, SMS_ADAPTERS }: z.infer<typeof envSchema>): readonly string[] {
  const isChosen = !DEVELOPMENT_ENVIRONMENTS.includes(ENVIRONMENT) && BEACON.some(isDevelopmentChain);
  const ofNobody = Object.values(SMS_ADAPTERS).flatMap(({ shop }, at) => (Object.hasOwn(SHOPS, shop) ? [] : [at + 1]));
  return [
    ...(isChosen ? ["BEACON: names a chain of a development composition, whose holder can choose what is drawn"] : []),
    ...ofNobody.map((entry) => `SMS_ADAPTERS.entry ${entry}.shop: must be one of SHOPS`),
  ];
}

/** People and programs apart: a person who goes by the name of a program has no role. */
function staffOf(given: { readonly [name: string]: StaffRole | typeof SERVICE }): Omit<Config["staff"], "access"> {
  const roles = new Map<string, StaffRole>();
  const services = new Set<string>();
  for (const [name, role] of Object.entries(given)) {
    if (role === SERVICE) services.add(name.slice(SERVICE_PREFIX.length));
    else roles.set(name, role);
  }
  return { roles, services };
}

const parsedConfigs = new WeakMap<object, ReturnType<typeof parseConfig>>();

/** `parseConfig`, remembered for as long as the runtime keeps the environment. */
export function configOf(env: object): ReturnType<typeof parseConfig> {
  const known = parsedConfigs.get(env);
  if (known !== undefined) return known;
  const parsed = parseConfig(env);
  parsedConfigs.set(env, parsed);
  return parsed;
}

/** Names of shops and people of the staff are values too: a problem is told in public, so it says which entry and not whose. */
function describeProblem(issue: z.core.$ZodIssue, env: object): string {
  const { path, code } = issue;
  const message = (issue.code === "invalid_key" ? issue.issues[0] : issue)?.message;
  const [setting, member, ...rest] = path;
  const isNamed = setting === "SHOPS" || setting === "STAFF_ROLES" || setting === "SMS_ADAPTERS";
  const entry = member === undefined ? [] : [isNamed ? `entry ${entryNumber(env, setting, member)}` : member];
  const place = [setting, ...entry, ...rest].map(String).join(".");
  return `${place}: ${code === "unrecognized_keys" ? "has a member that is not known here" : message}`;
}

/** Place of a member in the JSON text of a setting, from 1. */
function entryNumber(env: object, setting: PropertyKey, member: PropertyKey): number {
  const text: unknown = Reflect.get(env, setting);
  const given: unknown = typeof text === "string" ? JSON.parse(text) : {};
  return Object.keys(typeof given === "object" && given !== null ? given : {}).indexOf(String(member)) + 1;
}

function jsonText<Schema extends z.ZodType>(schema: Schema) {
  return z
    .string({ error: "is missing" })
    .transform((text, context) => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: "custom", message: "must be JSON" });
        return z.NEVER;
      }
    })
    .pipe(schema);
}

function positiveInteger() {
  return z
    .string({ error: "is missing" })
    .regex(/^[1-9][0-9]{0,8}$/, "must be a whole number above 0")
    .transform(Number);
}

function share() {
  return z
    .string({ error: "is missing" })
    .regex(/^(0(\.[0-9]{1,6})?|1(\.0)?)$/, "must be a share from 0 to 1")
    .transform(Number);
}

function decodeBase64Url(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
}
