import type { Journal } from "./journal.ts";

/** Visits that were used. */
export interface VisitRows {
  isVisitSpent(jti: string): boolean;
  spendVisit(jti: string, expiresAtMs: number): void;
}

export type VisitsTables = { readonly spentVisits: Map<string, number> };

export function memoryVisits({ spentVisits }: VisitsTables, journal: Journal): VisitRows {
  return {
    isVisitSpent: (jti) => spentVisits.has(jti),
    spendVisit: (jti, expiresAtMs) => journal.insert(spentVisits, jti, expiresAtMs),
  };
}
