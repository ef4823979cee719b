import { type AddressPart, NAME } from "./address-part.ts";
import type { AddressLexicon, WordKind } from "./lexicon.ts";
import { isGridPart } from "./street.ts";

type NamePart = Extract<AddressPart, { role: "name" }>;

const CLOSING: readonly WordKind[] = ["street", "locality", "building", "feature"];
const CONTINUING: readonly WordKind[] = [...CLOSING, "direction"];

/**
 * The names of an address as they belong together: "gandhi road" and "nehru nagar" are two, whatever stands between them. A name
 * ends at a comma, at a number and after the word that says what it names; in Romance and Slavic languages it begins with that
 * word. The order of words within a name is kept, the order of names is not.
 */
export function phrasesOf(parts: readonly AddressPart[], lexicon: AddressLexicon): string[] {
  const phrases: string[][] = [];
  let open: string[] | undefined;
  for (const [index, part] of parts.entries()) {
    const isOnGrid = !part.opensSegment && isGridPart(part, parts[index - 1]);
    if (part.role === "area" && part.of === NAME && !part.opensSegment) continue;
    if (part.role !== "name" && !(part.role === "area" && isOnGrid)) {
      open = undefined;
      continue;
    }
    const begins = part.role === "name" && lexicon.kindFirst && part.word.kinds.has("street");
    if (begins && lexicon.kindBehind && open !== undefined && !part.opensSegment && isLast(parts, index)) {
      open.unshift(part.text);
      open = undefined;
      continue;
    }
    if (open === undefined || part.opensSegment || begins) {
      open = [];
      phrases.push(open);
    }
    const area =
      open.length === 0 && part.role === "name" && part.word.kinds.has("direction") ? parts[index - 1] : undefined;
    if (area?.role === "area" && !part.opensSegment) open.push(area.text);
    open.push(part.text);
    if (part.role === "name" && open.length > 1 && !lexicon.kindFirst && closes(part, parts[index + 1]))
      open = undefined;
  }
  return [...new Set(phrases.map((words) => words.join(" ")))].sort();
}

/** Nothing of a name comes behind it before the next comma or number. */
function isLast(parts: readonly AddressPart[], index: number): boolean {
  const after = parts[index + 1];
  return after === undefined || after.opensSegment || after.role !== "name";
}

/** "Lake View Road" goes on after "View", and "Main St SE" after "St". */
function closes({ word }: NamePart, after: AddressPart | undefined): boolean {
  if (!CLOSING.some((kind) => word.kinds.has(kind))) return false;
  return after === undefined || after.role !== "name" || !CONTINUING.some((kind) => after.word.kinds.has(kind));
}
