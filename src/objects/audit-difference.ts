/** One thing that two ways of counting disagree on. */
export type AuditDifference = { readonly check: string; readonly recorded: number; readonly recomputed: number };
