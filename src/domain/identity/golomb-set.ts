/**
 * A set of hashes as text: the sorted members' differences, Rice-coded and written in base64. A member costs `riceBits`
 * and about one and a half bits more, close to the least that a set with this rate of false positives can cost, and
 * a stranger is taken for a member once in `2 ** riceBits`.
 * @see Putze, Sanders, Singler: Cache-, Hash- and Space-Efficient Bloom Filters (Golomb-compressed sequences), 2007
 */
export type GolombSet = { readonly count: number; readonly riceBits: number; readonly base64: string };

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Where a 32-bit hash falls in a set of `count` members: a whole number below `count * 2 ** riceBits`. */
export function golombPlace(hash: number, set: { readonly count: number; readonly riceBits: number }): number {
  return Math.floor((hash * set.count * 2 ** set.riceBits) / 2 ** 32);
}

/** Packs 32-bit hashes; the rate of false positives is one in `2 ** riceBits`. */
export function packGolombSet(hashes: readonly number[], riceBits: number): GolombSet {
  const size = { count: hashes.length, riceBits };
  const places = hashes.map((hash) => golombPlace(hash, size)).sort((a, b) => a - b);
  const bits: number[] = [];
  let previous = 0;
  for (const place of places) {
    const gap = place - previous;
    previous = place;
    for (let quotient = Math.floor(gap / 2 ** riceBits); quotient > 0; quotient--) bits.push(1);
    bits.push(0);
    for (let bit = riceBits - 1; bit >= 0; bit--) bits.push((gap >>> bit) & 1);
  }
  let base64 = "";
  for (let start = 0; start < bits.length; start += 6) {
    let value = 0;
    for (let bit = 0; bit < 6; bit++) value = value * 2 + (bits[start + bit] ?? 0);
    base64 += BASE64.charAt(value);
  }
  return { ...size, base64 };
}

/** The members' places in ascending order, for a binary search. */
export function unpackGolombSet({ count, riceBits, base64 }: GolombSet): Uint32Array {
  const sextets = new Uint8Array(128);
  for (let value = 0; value < 64; value++) sextets[BASE64.charCodeAt(value)] = value;
  const places = new Uint32Array(count);
  let position = 0;
  const nextBit = (): number => {
    const sextet = sextets[base64.charCodeAt(Math.floor(position / 6))] ?? 0;
    const bit = (sextet >>> (5 - (position % 6))) & 1;
    position += 1;
    return bit;
  };
  let place = 0;
  for (let index = 0; index < count; index++) {
    let gap = 0;
    while (nextBit() === 1) gap += 1;
    for (let bit = 0; bit < riceBits; bit++) gap = gap * 2 + nextBit();
    place += gap;
    places[index] = place;
  }
  return places;
}

/** Whether an ascending array holds a number. */
export function hasPlace(places: Uint32Array, place: number): boolean {
  let low = 0;
  let high = places.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = places[middle] ?? 0;
    if (found === place) return true;
    if (found < place) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
