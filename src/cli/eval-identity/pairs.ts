/** Pairs of records that a key joins, against the pairs that belong together. */
export type PairCounts = { readonly joined: number; readonly right: number; readonly truth: number };

export type LabelledKeys = { readonly truth: string; readonly keys: readonly string[] };

/** Counts each pair of records once, however many keys it shares. */
export function countPairs(records: readonly LabelledKeys[]): PairCounts {
  const byKey = Map.groupBy(
    records.flatMap(({ keys }, index) => [...new Set(keys)].map((key) => ({ key, index }))),
    ({ key }) => key,
  );
  const joined = new Set<number>();
  for (const members of byKey.values()) {
    for (const [position, a] of members.entries()) {
      for (const b of members.slice(position + 1)) joined.add(a.index * records.length + b.index);
    }
  }
  let right = 0;
  for (const pair of joined) {
    const a = records[Math.floor(pair / records.length)];
    const b = records[pair % records.length];
    if (a !== undefined && a.truth === b?.truth) right += 1;
  }
  let truth = 0;
  for (const { length } of Map.groupBy(records, (record) => record.truth).values())
    truth += (length * (length - 1)) / 2;
  return { joined: joined.size, right, truth };
}

export function precision({ joined, right }: PairCounts): number {
  return joined === 0 ? 1 : right / joined;
}

export function recall({ right, truth }: PairCounts): number {
  return truth === 0 ? 1 : right / truth;
}

/** Harmonic mean of precision and recall. */
export function f1(counts: PairCounts): number {
  const [p, r] = [precision(counts), recall(counts)];
  return p + r === 0 ? 0 : (2 * p * r) / (p + r);
}
