import { type Place, Room } from "../domain/draw/room.ts";

/** Bytes of the widest number of a column. */
const ALIGNED = 8;

/** One place for all columns of a step, which the next step takes again. */
export class StepRoom extends Room {
  #all = new ArrayBuffer(0);
  #taken = 0;

  /** What was taken is gone. @param bytes that will be taken at most: above that each column is memory of its own */
  clear(bytes: number): void {
    if (this.#all.byteLength < bytes) {
      this.free();
      this.#all = new ArrayBuffer(bytes);
    }
    this.#taken = 0;
  }

  free(): void {
    freeBuffer(this.#all);
    this.#all = new ArrayBuffer(0);
    this.#taken = 0;
  }

  override within<T>(run: () => T): T {
    const before = this.#taken;
    const value = run();
    this.#taken = before;
    return value;
  }

  protected override take(length: number, bytesEach: number): Place {
    const at = Math.ceil(this.#taken / ALIGNED) * ALIGNED;
    const end = at + length * bytesEach;
    if (end > this.#all.byteLength) return super.take(length, bytesEach);
    this.#taken = end;
    return [this.#all, at, length];
  }
}

/** Gives memory back at once: the runtime looks for what was left when its own heap is full, and buffers are outside of that. */
export function freeBuffer(buffer: ArrayBuffer): void {
  buffer.transfer(0);
}
