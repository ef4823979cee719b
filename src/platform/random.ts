/** Drawn from the source at once: an id takes sixteen, and every call of the source leaves a buffer for the collector. */
const drawn = new Uint32Array(256);
let next = drawn.length;

/** Uniform in [0, 1), from the runtime's cryptographic source. */
export function random(): number {
  if (next === drawn.length) {
    crypto.getRandomValues(drawn);
    next = 0;
  }
  const value = drawn[next] ?? 0;
  next += 1;
  return value / 2 ** 32;
}
