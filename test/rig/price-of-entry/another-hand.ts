/** The observations of another hand, as slow and as uneven as chance has it: no two payloads are alike, nor two cadences. */
export function ofAnotherHand(observations: object, uniform: () => number): { readonly [source: string]: unknown } {
  const pace = () => 0.6 + uniform() * 0.9;
  return JSON.parse(
    JSON.stringify(observations, (name, value: unknown) => {
      if (name === "gapsMs" && Array.isArray(value)) return value.map(() => Math.round(60 + uniform() ** 2 * 400));
      return isSpread(value) ? scaled(value, pace()) : value;
    }),
  );
}

/** What is measured of a hand. Counts and times of the page have to agree with each other, and stay as they are. */
type Spread = { readonly n: number; readonly p10: number; readonly p50: number; readonly p90: number };

function isSpread(value: unknown): value is Spread {
  return typeof value === "object" && value !== null && "p10" in value;
}

function scaled({ n, p10, p50, p90 }: Spread, pace: number): Spread {
  const [low, middle, high] = [p10, p50, p90].map((figure) => Number((figure * pace).toFixed(3)));
  return { n, p10: low ?? p10, p50: middle ?? p50, p90: high ?? p90 };
}
