import type { Evidence } from "../../domain/reseller/assess.ts";

/** How often a sign was seen on abusive and on benign hosts. */
export type SignRow = {
  readonly sign: string;
  readonly weight: number;
  readonly abusive: number;
  readonly benign: number;
};

export class SignTally {
  readonly #rows = new Map<string, { weight: number; abusive: number; benign: number }>();

  add(side: "abusive" | "benign", evidence: readonly Evidence[]): void {
    for (const { detector, sign, weight } of evidence) {
      const key = `${detector}/${sign}`;
      const row = this.#rows.get(key) ?? { weight, abusive: 0, benign: 0 };
      row[side] += 1;
      this.#rows.set(key, row);
    }
  }

  rows(): readonly SignRow[] {
    return [...this.#rows].map(([sign, row]) => ({ sign, ...row })).sort((a, b) => b.abusive - a.abusive);
  }
}
