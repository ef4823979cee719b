import { hashOf, hmacOf, toHex } from "./bytes.ts";

/** The public randomness of a round: the hash of its signature. */
export function randomnessOf(signature: Uint8Array): Uint8Array {
  return hashOf(signature);
}

/** The seed of a draw: what nobody could choose, bound to this sale, round, list and charter. */
export function drawSeed(
  randomness: Uint8Array,
  draw: {
    readonly saleId: string;
    readonly round: number;
    readonly root: Uint8Array;
    readonly charterHash: Uint8Array;
  },
): Uint8Array {
  const { saleId, round, root, charterHash } = draw;
  return hmacOf(randomness, `firsthand/draw/v1\n${saleId}\n${round}\n${toHex(root)}\n${toHex(charterHash)}\n`);
}

/** The seed of a redraw, bound to the statement of the vacancies that the operator made. */
export function redrawSeed(
  randomness: Uint8Array,
  redraw: { readonly saleId: string; readonly round: number; readonly vacancyHash: Uint8Array },
): Uint8Array {
  const { saleId, round, vacancyHash } = redraw;
  return hmacOf(randomness, `firsthand/redraw/v1\n${saleId}\n${round}\n${toHex(vacancyHash)}\n`);
}
