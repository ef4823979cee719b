/** What a field of a form gives for a moment, as RFC 3339: it names no zone, and is labelled with the one that it means. */
export function inUtc(moment: string | undefined): string | undefined {
  return moment !== undefined && /^[\d-]+T[\d:]+$/.test(moment) ? `${moment}Z` : moment;
}
