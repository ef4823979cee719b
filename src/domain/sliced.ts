/** Long work that stops after every slice, so that its caller can let other work have its turn. Returns its result. */
export type Sliced<T> = Generator<undefined, T, undefined>;

/** Does the work in one go, where nothing else waits. */
export function allAtOnce<T>(work: Sliced<T>): T {
  for (;;) {
    const slice = work.next();
    if (slice.done) return slice.value;
  }
}
