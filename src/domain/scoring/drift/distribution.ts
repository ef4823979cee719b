import * as z from "zod";

/**
 * How the values of one figure lie: the shares of them up to the first edge, from each edge up to the next, and above the
 * last. A value on an edge lies below it.
 */
export const distributionSchema = z
  .strictObject({
    edges: z.array(z.number()),
    shares: z.array(z.number().min(0).max(1)),
    /** How many values the shares are of; of weighted ones, as many equal ones as tell as much. */
    observed: z.number().min(0),
    /** Checkouts without a value; left out where that is not known. */
    absent: z.number().min(0).optional(),
  })
  .refine(({ edges, shares }) => shares.length === edges.length + 1, "has one share more than edges");

export type Distribution = z.infer<typeof distributionSchema>;

/** A value and how much it counts. */
export type WeighedValue = { readonly value: number; readonly weight: number };

/** Bins of equal shares are enough to see a change and few enough that each holds values. */
const BINS = 10;
/** Beside the one value that a figure always had there are others, on both sides. */
const BESIDE = 1e-9;

/** Edges between which equal shares of the values lie. Where many values are the same there are fewer. */
export function edgesOf(values: readonly WeighedValue[]): number[] {
  const sorted = values.toSorted((a, b) => a.value - b.value);
  const total = values.reduce((sum, { weight }) => sum + weight, 0);
  const edges = new Set<number>();
  let below = 0;
  for (const { value, weight } of sorted) {
    below += weight;
    const bin = Math.floor((below / total) * BINS + BESIDE);
    if (bin > 0 && bin > Math.floor(((below - weight) / total) * BINS + BESIDE)) edges.add(value);
  }
  const [lowest, highest] = [sorted[0]?.value, sorted.at(-1)?.value];
  if (lowest === undefined || highest === undefined) return [];
  if (lowest === highest) return [lowest - BESIDE * Math.max(1, Math.abs(lowest)), lowest];
  edges.delete(highest);
  return [...edges].sort((a, b) => a - b);
}

/** The distribution of values over given edges. */
export function distributionOf(values: readonly WeighedValue[], edges: readonly number[]): Distribution {
  const shares = Array.from({ length: edges.length + 1 }, () => 0);
  let [total, squares] = [0, 0];
  for (const { value, weight } of values) {
    const bin = binOf(value, edges);
    shares[bin] = (shares[bin] ?? 0) + weight;
    total += weight;
    squares += weight * weight;
  }
  return {
    edges: [...edges],
    shares: shares.map((share) => (total === 0 ? 0 : share / total)),
    observed: squares === 0 ? 0 : (total * total) / squares,
  };
}

/** The distribution of a figure over checkouts, of which some have none. */
export function distributionOfCheckouts(
  figures: readonly (number | undefined)[],
  edges?: readonly number[],
): Distribution {
  const values = figures.flatMap((value) => (value === undefined ? [] : [{ value, weight: 1 }]));
  return { ...distributionOf(values, edges ?? edgesOf(values)), absent: figures.length - values.length };
}

function binOf(value: number, edges: readonly number[]): number {
  const bin = edges.findIndex((edge) => value <= edge);
  return bin === -1 ? edges.length : bin;
}
