/** The outcome of an operation whose failure is expected: a value, or a tagged error that says what went wrong. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function err<E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}

/**
 * Stops the program where its own reasoning is wrong. Never for input: input that is wrong gets a `Result`.
 * @throws TypeError with the given sentence
 */
export function assert(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new TypeError(`Assertion failed: ${sentence}`);
}
