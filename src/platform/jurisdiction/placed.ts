import { configOf } from "../../config.ts";
import type { Jurisdiction } from "../../domain/jurisdiction.ts";

/** What `wrangler.toml` binds of objects. Others are not asked what they are: a service answers to every name. */
const OBJECTS = ["SALE", "REGISTER", "DRAW", "INVITES", "CONVERSATION", "VISITS", "POLICY"] as const;

type Namespace = { readonly jurisdiction: (jurisdiction: Jurisdiction) => object };

const placedOf = new WeakMap<object, object>();

/**
 * What the runtime binds, with objects named in the jurisdiction of the settings: a name means another object in each. Whatever
 * names an object has its namespace from here.
 * @throws Error where the runtime has no jurisdictions, as workerd outside of Cloudflare; `cannotPlace` tells it before
 */
export function placed<Env extends object>(env: Env): Env {
  const config = configOf(env);
  const jurisdiction = config.ok ? config.value.jurisdiction : undefined;
  if (jurisdiction === undefined) return env;
  const known = placedOf.get(env);
  const namespaces =
    known ??
    Object.fromEntries(
      OBJECTS.flatMap((name) => {
        const namespace: unknown = Reflect.get(env, name);
        return isNamespace(namespace) ? [[name, namespace.jurisdiction(jurisdiction)]] : [];
      }),
    );
  placedOf.set(env, namespaces);
  return { ...env, ...namespaces };
}

/** Whether the settings want a jurisdiction that this runtime cannot give: nothing may be made outside of it then. */
export function cannotPlace(env: object): boolean {
  try {
    placed(env);
    return false;
  } catch {
    return true;
  }
}

function isNamespace(binding: unknown): binding is Namespace {
  return typeof binding === "object" && binding !== null && "jurisdiction" in binding;
}
