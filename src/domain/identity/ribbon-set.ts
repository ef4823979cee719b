import { finishHash } from "./domain-hash.ts";

/**
 * A set of hashes as text, in which a member costs hardly more than the `bits` that tell strangers from members: a stranger is
 * taken for a member once in `2 ** bits`, and no member for a stranger. Each hash names some of `RIBBON_WIDTH` neighbouring
 * cells, and the cells are solved for so that those of a member add up (by exclusive or) to its fingerprint.
 * @see Dillinger, Walzer: Ribbon filter: practically smaller than Bloom and Xor, 2021
 */
export type RibbonSet = RibbonSize & { readonly base64: string };

export type RibbonSize = {
  /** Of a fingerprint and of a cell, 16 at most. */
  readonly bits: number;
  readonly cells: number;
  /** With which the equations have a solution. */
  readonly seed: number;
};

/** A set that is ready to be asked. */
export type UnpackedRibbon = { readonly size: RibbonSize; readonly cells: Uint16Array };

export const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
export const RIBBON_WIDTH = 128;
const WORD_BITS = 32;
/** An odd number near 2 ** 32 divided by the golden ratio: its multiples lie far apart. */
const STRIDE = 0x9e3779b9;

/** Which cells a hash names, from the lowest bit of the first word on, and what they add up to for a member. */
export function ribbonEquation(hash: number, { bits, cells, seed }: RibbonSize) {
  const drawn = (nth: number) => finishHash((hash ^ Math.imul(seed, STRIDE)) + Math.imul(nth, STRIDE));
  return {
    start: Math.floor((drawn(1) * (cells - RIBBON_WIDTH + 1)) / 2 ** WORD_BITS),
    words: [drawn(2) | 1, drawn(3), drawn(4), drawn(5)],
    fingerprint: drawn(6) & (2 ** bits - 1),
  };
}

export function hasHash({ size, cells }: UnpackedRibbon, hash: number): boolean {
  const { start, words, fingerprint } = ribbonEquation(hash, size);
  let sum = 0;
  let from = start;
  for (const word of words) {
    // `-left & left` is the lowest bit that is set, and `clz32` says which it is.
    for (let left = word; left !== 0; left &= left - 1) sum ^= cells[from + 31 - Math.clz32(-left & left)] ?? 0;
    from += WORD_BITS;
  }
  return sum === fingerprint;
}

export function unpackRibbon({ base64, ...size }: RibbonSet): UnpackedRibbon {
  const sextets = new Uint8Array(128);
  for (let value = 0; value < 64; value++) sextets[BASE64.charCodeAt(value)] = value;
  const cells = new Uint16Array(size.cells);
  let read = 0;
  let waiting = 0;
  let waitingBits = 0;
  for (let at = 0; at < size.cells; at++) {
    while (waitingBits < size.bits) {
      waiting = (waiting << 6) | (sextets[base64.charCodeAt(read++)] ?? 0);
      waitingBits += 6;
    }
    waitingBits -= size.bits;
    cells[at] = waiting >>> waitingBits;
    waiting &= 2 ** waitingBits - 1;
  }
  return { size, cells };
}
