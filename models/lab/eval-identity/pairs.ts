/** Pairs of records that a key joins, against the pairs that belong together. */
export type PairCounts = { readonly joined: number; readonly right: number; readonly truth: number };

export type LabelledKeys = {
  readonly truth: string;
  /** What a record is found by. */
  readonly keys: readonly string[];
  /** What it finds others by and is not found by itself. */
  readonly asked: readonly string[];
  /** What it is found by, and finds nothing by. */
  readonly kept?: readonly string[];
};

/** Counts each pair of records once, however many keys it shares, and whichever of the two finds the other. */
export function countPairs(records: readonly LabelledKeys[]): PairCounts {
  const byKey = new Map<string, number[]>();
  for (const [index, { keys }] of records.entries()) {
    for (const key of new Set(keys)) push(byKey, key, index);
  }
  const byKept = new Map<string, number[]>();
  for (const [index, { kept = [] }] of records.entries()) for (const key of kept) push(byKept, key, index);
  const joined = new Set<number>();
  for (const members of byKey.values()) {
    for (const [position, a] of members.entries()) {
      for (const b of members.slice(position + 1)) joined.add(a * records.length + b);
    }
  }
  for (const [asking, { keys, asked }] of records.entries()) {
    for (const found of [...keys, ...asked].flatMap((key) => [...(byKey.get(key) ?? []), ...(byKept.get(key) ?? [])])) {
      if (found !== asking) joined.add(Math.min(asking, found) * records.length + Math.max(asking, found));
    }
  }
  let right = 0;
  for (const pair of joined) {
    const a = records[Math.floor(pair / records.length)];
    const b = records[pair % records.length];
    if (a !== undefined && a.truth === b?.truth) right += 1;
  }
  const byTruth = new Map<string, number[]>();
  for (const [index, { truth }] of records.entries()) push(byTruth, truth, index);
  let truth = 0;
  for (const { length } of byTruth.values()) truth += (length * (length - 1)) / 2;
  return { joined: joined.size, right, truth };
}

function push(groups: Map<string, number[]>, name: string, index: number): void {
  const group = groups.get(name);
  if (group === undefined) groups.set(name, [index]);
  else group.push(index);
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
