/** Bits for each name: with six of them set, three absent names in a thousand look as if they were there. */
const BITS_PER_NAME = 12;
const BITS_SET = 6;
const WORD_BITS = 32;
/** The first layer takes 43,000 names in 64 KiB; each further one twice as many, the last and largest of them 2.8 million. */
const FIRST_LAYER_BITS = 2 ** 19;
const LAST_LAYER_BITS = 2 ** 25;

type Layer = { readonly words: Uint32Array; readonly namesMax: number; names: number };

/**
 * Tells of a name that it was never added, so that nothing has to be read for it. What was added is never denied; of what was
 * not, few are taken for known. A Bloom filter that grows by layers: 8 MiB at most, in which the last layer then takes
 * what comes and errs more often.
 * @see B. H. Bloom, Space/Time Trade-offs in Hash Coding with Allowable Errors (1970)
 */
export class NameFilter {
  #layers: Layer[] = [layerOf(FIRST_LAYER_BITS)];
  #first = 0;
  #step = 0;
  /** The name that was hashed last: many rows have the name of one account, and what is looked for is often added next. */
  #hashedKind = 0;
  #hashedName = "";

  /** @param kind what sort of name it is: the same text in two kinds is two names */
  mayHave(kind: number, name: string): boolean {
    this.#hash(kind, name);
    return this.#layers.some((layer) => this.#isSet(layer));
  }

  add(kind: number, name: string): void {
    if (this.mayHave(kind, name)) return;
    let last = this.#layers.at(-1);
    const bits = (last?.words.length ?? 0) * WORD_BITS;
    if (last === undefined || (last.names >= last.namesMax && bits < LAST_LAYER_BITS)) {
      last = layerOf(bits * 2);
      this.#layers.push(last);
    }
    this.#set(last);
  }

  clear(): void {
    this.#layers = [layerOf(FIRST_LAYER_BITS)];
  }

  #isSet({ words }: Layer): boolean {
    const mask = words.length * WORD_BITS - 1;
    let at = this.#first;
    for (let bit = 0; bit < BITS_SET; bit += 1) {
      const place = at & mask;
      if (((words[place >>> 5] ?? 0) & (1 << (place & 31))) === 0) return false;
      at = (at + this.#step) | 0;
    }
    return true;
  }

  #set(layer: Layer): void {
    const { words } = layer;
    const mask = words.length * WORD_BITS - 1;
    let at = this.#first;
    for (let bit = 0; bit < BITS_SET; bit += 1) {
      const place = at & mask;
      words[place >>> 5] = (words[place >>> 5] ?? 0) | (1 << (place & 31));
      at = (at + this.#step) | 0;
    }
    layer.names += 1;
  }

  /** Two numbers of a name, from which the places of its bits follow. Names are keyed hashes, so nobody chooses where they fall. */
  #hash(kind: number, name: string): void {
    if (kind === this.#hashedKind && name === this.#hashedName) return;
    this.#hashedKind = kind;
    this.#hashedName = name;
    let [one, two] = [0x811c9dc5 ^ kind, 0x9e3779b9 ^ kind];
    for (let at = 0; at < name.length; at += 1) {
      const unit = name.charCodeAt(at);
      one = Math.imul(one ^ unit, 0x01000193);
      two = Math.imul(two ^ unit, 0x85ebca6b);
      two ^= two >>> 13;
    }
    this.#first = mixed(one);
    // Odd, so that the steps meet every place before they meet one again.
    this.#step = mixed(two) | 1;
  }
}

/** Spreads every bit of a number over all of them, as MurmurHash3 ends. */
function mixed(number: number): number {
  let mix = number ^ (number >>> 16);
  mix = Math.imul(mix, 0x85ebca6b);
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35);
  return mix ^ (mix >>> 16);
}

function layerOf(bits: number): Layer {
  return { words: new Uint32Array(bits / WORD_BITS), namesMax: Math.floor(bits / BITS_PER_NAME), names: 0 };
}
