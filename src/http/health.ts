import type { Context } from "hono";
import { build } from "../../dist/build.json";
import { type Config, configOf } from "../config.ts";
import { liveModel } from "../platform/model/model-source.ts";
import { livePolicyHash } from "../platform/policy/live-policy-hash.ts";
import { tokenKeysOf } from "../platform/tokens/token-keys.ts";
import type { HttpEnv } from "./env.ts";

/** Names that are reserved for documents and tests. RFC 2606. */
const RESERVED_HOST = /(^|\.)(example|invalid|test|example\.(com|net|org))$/;

/**
 * Whether this deployment can do its work: 200, or 503 with every setting that is wrong; in both, what is left as
 * `wrangler.toml` ships it. Answers even when nothing else can, and names settings, never their values.
 */
export async function health(c: Context<HttpEnv>): Promise<Response> {
  const config = configOf(c.env);
  const problems = config.ok ? await keyProblems(config.value) : config.error;
  const warnings = config.ok ? unfinished(config.value) : [];
  const body = {
    status: problems.length === 0 ? "ok" : "failing",
    policyHash: (await livePolicyHash(c.env)) ?? "unknown",
    modelVersion: liveModel()?.manifest.modelVersion ?? "none",
    build,
    ...(problems.length === 0 ? {} : { problems }),
    ...(warnings.length === 0 ? {} : { warnings }),
  };
  return c.json(body, problems.length === 0 ? 200 : 503, { "Cache-Control": "no-store" });
}

/** Settings with which the service runs and cannot be used. */
function unfinished({ issuer, shops, staff }: Config): readonly string[] {
  return [
    ...(RESERVED_HOST.test(new URL(issuer).hostname)
      ? ["ISSUER: is a name for documents; set the address at which shops and browsers reach this service"]
      : []),
    ...(shops.size === 0 ? ["SHOPS: names no shop, so no sale can be created; OPERATIONS.md says how to add one"] : []),
    ...(staff.roles.size === 0 ? ["STAFF_ROLES: names nobody, so the console lets nobody in"] : []),
    ...(staff.access === undefined
      ? ["ACCESS_TEAM_DOMAIN, ACCESS_AUDIENCE: not both are set, so no staff route answers"]
      : []),
  ];
}

/** A key may have the right shape and still be no key. */
async function keyProblems(config: Config): Promise<readonly string[]> {
  try {
    await tokenKeysOf(config);
    return [];
  } catch {
    return ["SIGNING_KEYS: a key cannot be imported; make one with npm run keys:new"];
  }
}
