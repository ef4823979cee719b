/** How far an order was walked. */
export type Walk = {
  /** Indices that are called by this walk, in order. */
  readonly called: readonly number[];
  /** Indices that it passed without calling them. */
  readonly skipped: number;
  /** Places of the order that are above the line now: the walk stops behind the last that it called. */
  readonly passed: number;
};

/**
 * Walks down an order from where the last walk stopped: who may be called is called, until as many are called as are wanted. Where
 * the order ends before, all that may be are called, and the line stands behind the last of them.
 * @param mayBeCalled false for the shared, the excluded, and whoever was called already
 */
export function walkDown(
  order: Uint32Array,
  {
    from,
    wanted,
    mayBeCalled,
  }: { readonly from: number; readonly wanted: number; readonly mayBeCalled: (index: number) => boolean },
): Walk {
  const called: number[] = [];
  let passed = from;
  for (let place = from; place < order.length && called.length < wanted; place += 1) {
    const index = order[place] ?? 0;
    if (!mayBeCalled(index)) continue;
    called.push(index);
    passed = place + 1;
  }
  return { called, skipped: passed - from - called.length, passed };
}
