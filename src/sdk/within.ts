/** What a promise gives in time, else `undefined`. A promise that rejects is late for ever. */
export function within<Value>(patienceMs: number, promise: Promise<Value>): Promise<Value | undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), patienceMs);
    promise.then(resolve, () => undefined);
  });
}
