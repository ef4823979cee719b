import type { Sliced } from "../domain/sliced.ts";

/** Does the work slice by slice, and lets other requests have their turn in between. */
export async function inSlices<T>({ pause }: { readonly pause: () => Promise<void> }, work: Sliced<T>): Promise<T> {
  for (;;) {
    const slice = work.next();
    if (slice.done) return slice.value;
    await pause();
  }
}
