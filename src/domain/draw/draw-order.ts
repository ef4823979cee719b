import { compareBytes, HASH_BYTES, hmacWith, wordAt } from "./bytes.ts";
import { entryAt, type Population } from "./population.ts";
import { Room } from "./room.ts";
import { sortIndices } from "./sort-indices.ts";

/**
 * The key of an entry: the smallest of its tickets. The best of w tickets is exactly w tickets in a hat.
 * @returns a function of an entry and its weight, whose answer is overwritten by the next call
 */
export function keysBySeed(seed: Uint8Array): (entry: Uint8Array, weight: number) => Uint8Array {
  const [best, ticket] = [new Uint8Array(HASH_BYTES), new Uint8Array(HASH_BYTES)];
  const message = new Uint8Array(HASH_BYTES + 4);
  const number = new DataView(message.buffer);
  const [intoBest, intoTicket] = [hmacWith(seed, best), hmacWith(seed, ticket)];
  return (entry, weight) => {
    message.set(entry);
    number.setUint32(HASH_BYTES, 0);
    intoBest(message);
    for (let j = 1; j < weight; j += 1) {
      number.setUint32(HASH_BYTES, j);
      intoTicket(message);
      if (compareBytes(ticket, best) < 0) best.set(ticket);
    }
    return best;
  };
}

/**
 * The order of a draw. It keeps the first eight bytes of each key in two columns and makes a key anew where two agree in them, so
 * that a million take twelve megabytes.
 */
export class DrawOrder {
  readonly #population: Population;
  readonly #keyOf: (entry: Uint8Array, weight: number) => Uint8Array;
  readonly #high: Uint32Array;
  readonly #low: Uint32Array;
  readonly #room: Room;

  /** @param room for its columns and its order, which are good until that is cleared */
  constructor(population: Population, seed: Uint8Array, room = new Room()) {
    this.#population = population;
    this.#keyOf = keysBySeed(seed);
    this.#room = room;
    this.#high = room.words(population.count);
    this.#low = room.words(population.count);
  }

  /** Makes the keys of the entries of a range. All have to be made before they are put in order. */
  makeKeys(from: number, until: number): void {
    for (let index = from; index < Math.min(until, this.#population.count); index += 1) {
      const key = this.#make(index);
      this.#high[index] = wordAt(key, 0);
      this.#low[index] = wordAt(key, 4);
    }
  }

  /** The whole key of an entry. */
  keyAt(index: number): Uint8Array {
    return this.#make(index).slice();
  }

  /** Indices of the population in the order of the draw: by key, and of equal keys by entry. */
  order(): Uint32Array {
    const [high, low] = [this.#high, this.#low];
    const order = this.#room.words(this.#population.count);
    for (let index = 0; index < order.length; index += 1) order[index] = index;
    sortIndices(order, {
      wordOf: (index) => high[index] ?? 0,
      compare: (a, b) => (high[a] ?? 0) - (high[b] ?? 0) || (low[a] ?? 0) - (low[b] ?? 0) || this.#compareInFull(a, b),
      room: this.#room,
    });
    return order;
  }

  #compareInFull(a: number, b: number): number {
    return (
      compareBytes(this.keyAt(a), this.#make(b)) ||
      compareBytes(entryAt(this.#population, a), entryAt(this.#population, b))
    );
  }

  #make(index: number): Uint8Array {
    return this.#keyOf(entryAt(this.#population, index), this.#population.weights[index] ?? 0);
  }
}
