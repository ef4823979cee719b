/** A place among the checkouts that are worked on: of one sale, and of one shop, so that no shop can fill another's sale. */
export type Seat = { readonly shop: string; readonly saleId: string };

/** For so long after a refusal more callers are taken to wait in the sockets. */
const CROWDED_MS = 100;
/** Time for some thirty refusals at the median. */
const HEARING_MS = 8;

/** Checkouts that this isolate works on now. */
const inFlight = new Map<string, number>();
let refusedAtMs = Number.NEGATIVE_INFINITY;

/** Whether another checkout must be refused now; whoever asks does so if it must. */
export function isFull(seat: Seat, max: number): boolean {
  const full = (inFlight.get(nameOf(seat)) ?? 0) >= max;
  if (full) refusedAtMs = Date.now();
  return full;
}

/**
 * Works on a checkout, up to `max` of one sale at a time in this isolate. What is let in is served at full speed; the rest is
 * told at once to come back, instead of making everybody wait.
 *
 * While some are refused, whoever is let in waits for a moment in which others are heard: a refusal costs a fraction of a
 * checkout, and where one thread does both, checkouts first would leave the others in their sockets until they give up. Those
 * who wait go on at the same moment, so that the sale writes them in one commit.
 * @returns undefined where the sale is full
 */
export function inSeat<T>(seat: Seat, max: number, work: () => Promise<T>): Promise<T> | undefined {
  if (isFull(seat, max)) return undefined;
  const name = nameOf(seat);
  inFlight.set(name, (inFlight.get(name) ?? 0) + 1);
  return hearOthers()
    .then(work)
    .finally(() => {
      const left = (inFlight.get(name) ?? 1) - 1;
      if (left === 0) inFlight.delete(name);
      else inFlight.set(name, left);
    });
}

async function hearOthers(): Promise<void> {
  if (Date.now() - refusedAtMs <= CROWDED_MS) await scheduler.wait(HEARING_MS - (Date.now() % HEARING_MS));
}

function nameOf({ shop, saleId }: Seat): string {
  return `${shop} ${saleId}`;
}
