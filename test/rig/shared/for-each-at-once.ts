/**
 * Runs a task for each item, so many at a time, in the order of the items.
 * @returns when all are done; rejects with what the first failing task threw
 */
export async function forEachAtOnce<T>(
  items: Iterable<T>,
  atOnce: number,
  task: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items[Symbol.iterator]();
  const work = async () => {
    for (let next = rest.next(); !next.done; next = rest.next()) await task(next.value);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}
