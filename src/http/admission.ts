/** Attempts that this isolate works on now, by sale. */
const inFlight = new Map<string, number>();

/**
 * Lets an attempt in, up to `max` of one sale at a time in this isolate. What is let in is served at full speed; the rest is
 * told at once to come back, instead of making everybody wait.
 * @returns how to leave again, or undefined where the sale is full
 */
export function enter(saleId: string, max: number): (() => void) | undefined {
  const now = inFlight.get(saleId) ?? 0;
  if (now >= max) return undefined;
  inFlight.set(saleId, now + 1);
  return () => {
    const left = (inFlight.get(saleId) ?? 1) - 1;
    if (left === 0) inFlight.delete(saleId);
    else inFlight.set(saleId, left);
  };
}
