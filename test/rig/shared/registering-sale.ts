const HOUR_MS = 3_600_000;

/** A sale that will be drawn, whose registration has just opened and stays open for ten hours. */
export function registeringSale(registrationShards: number): object {
  const at = (fromNowMs: number) => new Date(Date.now() + fromNowMs).toISOString();
  return {
    title: "A burst of registrations",
    sku: "MI3-16GB",
    mode: "draw",
    units: 100,
    price: { amountMinor: 1_399_900, currency: "INR" },
    registration: { opensAt: at(-1000), closesAt: at(10 * HOUR_MS) },
    registrationShards,
    draw: { drawAt: at(11 * HOUR_MS) },
    opensAt: at(11 * HOUR_MS),
    closesAt: at(12 * HOUR_MS),
  };
}
