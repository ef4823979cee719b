import { finishHash } from "../../src/domain/identity/domain-hash.ts";
import {
  BASE64,
  RIBBON_WIDTH,
  type RibbonSet,
  type RibbonSize,
  ribbonEquation,
} from "../../src/domain/identity/ribbon-set.ts";

/** With fewer the equations of a large set have no solution. */
const CELLS_PER_MEMBER_MIN = 1.01;
const SEEDS = [0, 1, 2, 3];

/** Packs 32-bit hashes, in the fewest cells with which a few seeds find a solution. */
export function packRibbon(hashes: readonly number[], bits: number): RibbonSet {
  const step = 1 + Math.floor(hashes.length / 400);
  for (let cells = RIBBON_WIDTH + Math.ceil(hashes.length * CELLS_PER_MEMBER_MIN); ; cells += step) {
    for (const seed of SEEDS) {
      const size = { bits, cells, seed };
      const solved = solve(hashes, size);
      if (solved !== undefined) return { ...size, base64: base64Of(solved, bits) };
    }
  }
}

type Row = { readonly named: bigint; readonly fingerprint: number };

function solve(hashes: readonly number[], size: RibbonSize): Uint16Array | undefined {
  const rows = eliminate(hashes, size);
  if (rows === undefined) return undefined;
  const solved = new Uint16Array(size.cells);
  for (let at = size.cells - 1; at >= 0; at--) {
    const row = rows[at];
    // A cell that no row begins with is free. It takes what is as good as chance: with zeros more strangers would be let in.
    let sum = row?.fingerprint ?? finishHash(at + 1) & (2 ** size.bits - 1);
    for (let left = (row?.named ?? 0n) >> 1n, next = at + 1; left !== 0n; left >>= 1n, next++) {
      if ((left & 1n) === 1n) sum ^= solved[next] ?? 0;
    }
    solved[at] = sum;
  }
  return solved;
}

/** Gaussian elimination, in which no row grows wider than it begins: rows by the cell that they begin with. */
function eliminate(hashes: readonly number[], size: RibbonSize): readonly (Row | undefined)[] | undefined {
  const rows: (Row | undefined)[] = Array.from({ length: size.cells });
  for (const hash of hashes) {
    const { start, words, fingerprint } = ribbonEquation(hash, size);
    let at = start;
    let named = words.reduceRight((sum, word) => (sum << 32n) | BigInt(word >>> 0), 0n);
    let sum = fingerprint;
    while (named !== 0n) {
      for (; (named & 1n) === 0n; named >>= 1n) at += 1;
      const known = rows[at];
      if (known === undefined) {
        rows[at] = { named, fingerprint: sum };
        break;
      }
      named ^= known.named;
      sum ^= known.fingerprint;
    }
    // The others say the same already, which is well, or the contrary.
    if (named === 0n && sum !== 0) return undefined;
  }
  return rows;
}

function base64Of(cells: Uint16Array, bits: number): string {
  let text = "";
  let waiting = 0;
  let waitingBits = 0;
  for (const cell of cells) {
    waiting = waiting * 2 ** bits + cell;
    waitingBits += bits;
    while (waitingBits >= 6) {
      waitingBits -= 6;
      text += BASE64.charAt(Math.floor(waiting / 2 ** waitingBits));
      waiting %= 2 ** waitingBits;
    }
  }
  return waitingBits === 0 ? text : text + BASE64.charAt(waiting * 2 ** (6 - waitingBits));
}
