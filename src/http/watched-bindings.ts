import type { Bindings } from "../bindings.ts";
import { cannotPlace, placed } from "../platform/jurisdiction/placed.ts";
import { watchStorage } from "../platform/storage/watched-storage.ts";

const watchedOf = new WeakMap<Bindings, Bindings>();

/**
 * What the runtime binds, with objects named in the jurisdiction of the settings, and a database, a bucket and a queue that say
 * when they failed. An isolate makes it once.
 */
export function watchedBindings(bindings: Bindings): Bindings {
  const known = watchedOf.get(bindings);
  if (known !== undefined) return known;
  const { DB, PUBLIC_RECORDS, WEBHOOKS } = bindings;
  const watched = {
    ...(cannotPlace(bindings) ? bindings : placed(bindings)),
    DB: watchStorage(DB),
    PUBLIC_RECORDS: watchStorage(PUBLIC_RECORDS),
    WEBHOOKS: watchStorage(WEBHOOKS),
  };
  watchedOf.set(bindings, watched);
  return watched;
}
