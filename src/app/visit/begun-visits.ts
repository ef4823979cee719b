import type { Bindings } from "../../bindings.ts";
import { visitsObjectName } from "../../domain/ids.ts";
import { KNOWN_SALES_MAX } from "../../domain/limits.ts";
import type { BegunVisits } from "../../domain/signals/signal.ts";
import type { BegunCounts } from "../../objects/visits.object.ts";
import { describeError, log } from "../../platform/log.ts";
import { type Revalidated, staleWhileRevalidate } from "../../platform/stale-while-revalidate.ts";

/** The namespace of the objects that count. */
type Visits = Pick<Bindings, "VISITS">;
/** The networks of a visit, as its token names them. */
export type VisitNetworks = { readonly ip?: string | undefined; readonly block?: string | undefined };

/** Visits of one isolate are told together after so long: the object hears of thousands in one call. */
const GATHER_MS = 200;
/** A request that was to tell and is gone by then leaves it to the next one. */
const ABANDONED_MS = 5000;

type Gathered = { visits: number; readonly networks: Map<string, number>; readonly sinceMs: number };
const gathered = new Map<string, Gathered>();

/**
 * Counts a visit that begins in a sale. The first of some that begin at a time carries them all to the object that counts; the others
 * are done at once. Never throws: who cannot be counted may visit all the same.
 */
export async function countBegunVisit({ VISITS }: Visits, saleId: string, { ip, block }: VisitNetworks): Promise<void> {
  const nowMs = Date.now();
  const known = gathered.get(saleId);
  const isCarried = known !== undefined && nowMs - known.sinceMs < ABANDONED_MS;
  const all = known ?? { visits: 0, networks: new Map<string, number>(), sinceMs: nowMs };
  all.visits += 1;
  for (const name of [ip, block]) if (name !== undefined) all.networks.set(name, (all.networks.get(name) ?? 0) + 1);
  if (isCarried) return;
  gathered.set(saleId, { ...all, sinceMs: nowMs });
  await scheduler.wait(GATHER_MS);
  const carried = gathered.get(saleId);
  gathered.delete(saleId);
  if (carried === undefined) return;
  try {
    await VISITS.getByName(visitsObjectName(saleId)).count(carried.visits, [...carried.networks]);
  } catch (error) {
    log("visits-uncounted", { saleId, visits: carried.visits, detail: describeError(error) });
  }
}

type Place = { readonly visits: Visits["VISITS"]; readonly saleId: string };

const counted: Revalidated<Place, BegunCounts> = staleWhileRevalidate<Place, BegunCounts>(
  ({ visits, saleId }) => visits.getByName(visitsObjectName(saleId)).counts(),
  (error) => log("visits-uncounted", { detail: describeError(error) }),
);
/** One for each sale that this isolate has checkouts of, so that what is known of it is found again. */
const places = new Map<string, Place>();

/** How many visits the networks of a visit have begun, as this isolate knew it a few seconds ago at most. */
export async function begunVisits(
  { VISITS }: Visits,
  saleId: string,
  { ip, block }: VisitNetworks,
): Promise<BegunVisits | undefined> {
  const place = places.get(saleId) ?? { visits: VISITS, saleId };
  if (places.size >= KNOWN_SALES_MAX) places.clear();
  places.set(saleId, place);
  const counts = await counted.value(place);
  if (counts === undefined) return undefined;
  const visitsOf = (name: string | undefined) => (name === undefined ? undefined : counts.visitsOf.get(name));
  return { total: counts.total, network: visitsOf(ip), block: visitsOf(block) };
}
