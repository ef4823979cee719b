import type { Host } from "../../../src/resellers/domain/host/parse-host.ts";
import { latinReading, lettersForDigits } from "../../../src/resellers/domain/words/fold.ts";

/** How a host shows a brand's name; see `showsBrand`. The last does not count as showing it. */
export const SHOWN_AS = ["outright", "look-alike", "slip", "short"] as const;
export type ShownAs = (typeof SHOWN_AS)[number];

/** The ways that recall is measured over. */
export const COUNTED_AS: readonly ShownAs[] = ["outright", "look-alike", "slip"];

/** From this length on a name counts wherever it stands. */
const INSIDE_CHARS_MIN = 4;
const LOOK_ALIKE_CHARS_MIN = 5;
const SLIP_CHARS_MIN = 6;

/**
 * The one definition of "the host shows the brand in its name" that recall is measured over. It looks at what stands left
 * of the public suffix, and knows nothing of detectors, words or weights. `outright`: a label holds a name of four or more
 * letters, hyphens left out or not. `look-alike`: the same for names of five letters after letters of other scripts and
 * digits are read as Latin letters. `slip`: a part between dots, hyphens and digits is one insertion, deletion,
 * substitution or swap away from a name of six letters. `short`: a name of two or three letters stands between dots,
 * hyphens and digits. So short a text belongs to many and does not show the brand by itself, so it is
 * reported and left out of the recall.
 */
export function showsBrand(host: Host, names: readonly string[]): ShownAs | undefined {
  const parts = host.labels.flatMap((label) => label.split(/[-_\d]+/)).filter((part) => part !== "");
  const within = (read: (label: string) => string, charsMin: number) =>
    names.some((name) => name.length >= charsMin && host.labels.some((label) => holds(read(label), name)));
  if (within((label) => label, INSIDE_CHARS_MIN)) return "outright";
  if (within((label) => lettersForDigits(latinReading(label)), LOOK_ALIKE_CHARS_MIN)) return "look-alike";
  const slips = names.some((name) => name.length >= SLIP_CHARS_MIN && parts.some((part) => isOneEditAway(part, name)));
  if (slips) return "slip";
  return names.some((name) => name.length < INSIDE_CHARS_MIN && parts.includes(name)) ? "short" : undefined;
}

function holds(label: string, name: string): boolean {
  return label.includes(name) || label.replace(/[-_]/g, "").includes(name);
}

/** Damerau-Levenshtein distance of at most one, by taking off what both begin and end with. */
function isOneEditAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restA === [...restB].reverse().join("");
}
