import type { Random } from "../../../test/rig/shared/random.ts";

/** A hundred Indian mobile numbers. */
export function drawNumberBlock(dice: Random): string {
  return `+91${dice.between(6, 9)}${String(dice.between(0, 9_999_999)).padStart(7, "0")}`;
}

/** A number of such a block. @param place below 100 */
export function numberOf(block: string, place: number): string {
  return block + String(place).padStart(2, "0");
}
