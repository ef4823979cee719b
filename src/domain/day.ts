/** The day in UTC that a moment lies on, as an ISO 8601 date such as `2026-11-30`. */
export function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, "2026-11-30".length);
}
