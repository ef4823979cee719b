import type { Context } from "hono";
import { build } from "../../dist/build.json";
import type { Bindings } from "../bindings.ts";
import { type Config, configOf } from "../config.ts";
import { hasMisplacedSales } from "../platform/jurisdiction/misplaced.ts";
import { cannotPlace } from "../platform/jurisdiction/placed.ts";
import { liveModel } from "../platform/model/model-source.ts";
import { livePolicyHash } from "../platform/policy/live-policy-hash.ts";
import { tokenKeysOf } from "../platform/tokens/token-keys.ts";
import { unfinishedSettings } from "../platform/unfinished-settings.ts";
import type { HttpEnv } from "./env.ts";

/**
 * Whether this deployment can do its work: 200, or 503 with every setting that is wrong; in both, what is left as
 * `wrangler.toml` ships it. Answers even when nothing else can, and names settings, never their values.
 */
export async function health(c: Context<HttpEnv>): Promise<Response> {
  const config = configOf(c.env);
  const problems = config.ok ? [...(await keyProblems(config.value)), ...placeProblems(c.env)] : config.error;
  const warnings = config.ok
    ? [...unfinishedSettings(config.value), ...(await placeWarnings(c.env, config.value))]
    : [];
  const body = {
    status: problems.length === 0 ? "ok" : "failing",
    policyHash: (await livePolicyHash(c.env)) ?? "unknown",
    modelVersion: liveModel()?.manifest.modelVersion ?? "none",
    build,
    serverTimeMs: Date.now(),
    ...(problems.length === 0 ? {} : { problems }),
    ...(warnings.length === 0 ? {} : { warnings }),
  };
  return c.json(body, problems.length === 0 ? 200 : 503, { "Cache-Control": "no-store" });
}

/** Nothing is made outside of a jurisdiction that the settings want. */
function placeProblems(env: object): readonly string[] {
  return cannotPlace(env) ? ["JURISDICTION: this runtime keeps no object in a jurisdiction; leave it empty"] : [];
}

async function placeWarnings({ DB }: Bindings, { jurisdiction }: Config): Promise<readonly string[]> {
  if (!(await hasMisplacedSales(DB, jurisdiction))) return [];
  return [
    "JURISDICTION: sales are listed whose objects are in another one, and are not found; set it back to what it was",
  ];
}

/** A key may have the right shape and still be no key. */
async function keyProblems(config: Config): Promise<readonly string[]> {
  try {
    await tokenKeysOf(config);
    return [];
  } catch {
    return ["SIGNING_KEYS: a key cannot be imported; make one with npm run setup -- keys"];
  }
}
