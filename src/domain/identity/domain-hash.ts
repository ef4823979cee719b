/**
 * A 32-bit hash of a host name, as an unsigned number: FNV-1a over UTF-16 code units, then the finisher of MurmurHash3 so
 * that every bit of the result depends on every letter. It spreads public names over a table; it is no protection.
 */
export function domainHash(domain: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < domain.length; index++) {
    hash = Math.imul(hash ^ domain.charCodeAt(index), 0x01000193);
  }
  return finishHash(hash);
}

/** The finisher of MurmurHash3: every bit of what it gives depends on every bit of what it takes. */
export function finishHash(bits: number): number {
  let hash = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
