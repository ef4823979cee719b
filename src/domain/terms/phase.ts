/** How a sale stands. A page that meets a phase which it does not know waits and asks again. */
export const SALE_PHASES = ["scheduled", "open", "paused", "sold_out", "closed"] as const;
export type SalePhase = (typeof SALE_PHASES)[number];
