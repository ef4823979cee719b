/** Long work that stops after every slice, so that whoever does it can let others have their turn. Returns its result. */
export type Sliced<T> = Generator<undefined, T, undefined>;

/** Does the work in one go, where nobody waits. */
export function allAtOnce<T>(work: Sliced<T>): T {
  for (;;) {
    const slice = work.next();
    if (slice.done) return slice.value;
  }
}
