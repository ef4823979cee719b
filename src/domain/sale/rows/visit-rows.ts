import type { Rows } from "../memory/rows.ts";

/** Visits that were used. */
export interface VisitRows {
  isVisitSpent(jti: string): boolean;
  spendVisit(jti: string, expiresAtMs: number): void;
}

export function visitRows(visits: Rows<number>): VisitRows {
  return {
    isVisitSpent: (jti) => visits.get(jti) !== undefined,
    spendVisit: (jti, expiresAtMs) => visits.insert(jti, expiresAtMs),
  };
}
