import rules from "../../dist/resellers.json";
import type { Assessor } from "../domain/reseller/assess.ts";
import { buildPartnerIndex } from "../domain/reseller/authorised/partner-index.ts";
import { compileResellerRules, resellerRulesSchema } from "../domain/reseller/reseller-rules.ts";
import { assert } from "../domain/result.ts";
import { type Registry, readRegistry, registryVersion } from "./partner-registry.ts";

/** What sellers are judged by, and the registry that it was made with. */
export type ResellerDesk = { readonly assessor: Assessor; readonly registry: Registry };

const desks = new WeakMap<D1Database, ResellerDesk>();

/**
 * Settings and brands of the bundle with the registry as it is now. An isolate keeps the compiled registry and asks for its
 * version each time, which is one small read: an import is in use everywhere with the next call.
 */
export async function resellerDesk(db: D1Database): Promise<ResellerDesk> {
  const held = desks.get(db);
  if (held !== undefined && (await registryVersion(db)) === held.registry.version) return held;
  const registry = await readRegistry(db);
  const desk = { registry, assessor: { ...shippedRules(), partners: buildPartnerIndex(registry.partners) } };
  desks.set(db, desk);
  return desk;
}

let compiled: Omit<Assessor, "partners"> | undefined;

/** Settings and brands, compiled with the first request that needs them. */
export function shippedRules(): Omit<Assessor, "partners"> {
  if (compiled !== undefined) return compiled;
  const parsed = resellerRulesSchema.safeParse(rules);
  assert(parsed.success, "the shipped brands and settings passed the checker that built them");
  compiled = compileResellerRules(parsed.data);
  return compiled;
}
