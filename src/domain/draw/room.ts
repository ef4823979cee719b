/** Where the columns of a step are taken from: here each is memory of its own. All zero, however often a place is taken. */
export class Room {
  bytes(length: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(...this.take(length, 1)).fill(0);
  }

  halfWords(length: number): Uint16Array<ArrayBuffer> {
    return new Uint16Array(...this.take(length, 2)).fill(0);
  }

  words(length: number): Uint32Array<ArrayBuffer> {
    return new Uint32Array(...this.take(length, 4)).fill(0);
  }

  doubles(length: number): Float64Array<ArrayBuffer> {
    return new Float64Array(...this.take(length, 8)).fill(0);
  }

  /** What `run` takes is not needed once it returns. */
  within<T>(run: () => T): T {
    return run();
  }

  protected take(length: number, bytesEach: number): Place {
    return [new ArrayBuffer(length * bytesEach), 0, length];
  }
}

export type Place = readonly [buffer: ArrayBuffer, at: number, length: number];
