/** A promise of the service that a simulated history broke. */
export class Violation extends Error {
  /** Which promise, in a few words that stay the same from seed to seed. */
  readonly promise: string;

  constructor(promise: string, detail: string) {
    super(detail === "" ? promise : `${promise}: ${detail}`);
    this.promise = promise;
  }
}

/** @throws Violation unless the promise is kept; the detail is put together only then */
export function promise(kept: boolean, sentence: string, detail: () => string = () => ""): asserts kept {
  if (!kept) throw new Violation(sentence, detail());
}
