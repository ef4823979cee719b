/** Uniform in [0, 1), from the runtime's cryptographic source. */
export function random(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;
}
