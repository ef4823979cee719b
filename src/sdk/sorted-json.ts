/**
 * The canonical text of observations (RFC 8785): what the device key signs the hash of, and what the service hashes in
 * turn. Sorting suffices, because the names are never whole numbers, which objects would put in an order of their own.
 */
export function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
