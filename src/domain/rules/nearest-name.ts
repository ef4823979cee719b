import { editDistance } from "../edit-distance.ts";

/**
 * The known name that was most likely meant: the one with the smallest edit distance, if at most a third of the
 * name would have to change.
 */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let least = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const distance = editDistance(name, candidate);
    if (distance < least) {
      least = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

/** A hint that names the nearest known name, or lists the known names where they are few. */
export function nearestHint(name: string, known: Iterable<string>): string | undefined {
  const names = [...known];
  const nearest = nearestName(name, names);
  if (nearest !== undefined) return `Did you mean "${nearest}"?`;
  return names.length > 0 && names.length <= 12 ? `Known are: ${names.join(", ")}.` : undefined;
}
