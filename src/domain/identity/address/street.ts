import type { AddressWordItem } from "./address-item.ts";
import type { AddressPart } from "./address-part.ts";
import type { AddressLexicon } from "./lexicon.ts";
import { isMistypedStreetKind, mistypedDirection, nameBeforeStreetKind } from "./street-kinds.ts";

export type AddressStreet = {
  /** The number nearest to the street, empty where there is none. */
  readonly house: string;
  /** The words that tell this street from others, without its kind. Never empty unless the address has no words. */
  readonly name: readonly string[];
  /** The directions in the name, and its other words. */
  readonly directions: readonly string[];
  readonly others: readonly string[];
  /** The words before the street's segment, or the name itself where nothing says that it is a street's. */
  readonly building: readonly string[];
  /** "north 500 west": where directions stand around a street's number, their order is the street. */
  readonly grid: string;
};

const SAINTS = new Set(["st", "saint", "sainte"]);
/** Before a name these are a title, after it "Dr" is a drive. */
const TITLES = new Set(["dr", "doctor", "prof", "professor", "rev", "reverend"]);

type Segment = readonly AddressPart[];
type NamePart = Extract<AddressPart, { role: "name" }>;

/**
 * Finds the street of an address: the segment with a house number and a kind of street, else with a kind of street, else
 * with a house number, else with a kind of locality. An address without any number has nothing but its words to tell it
 * apart, so all of them are its name.
 */
export function addressStreet(written: readonly AddressPart[], lexicon: AddressLexicon): AddressStreet {
  const parts = withoutNamedBehind(written);
  const house = parts.findLast(isHouse)?.text ?? "";
  const grid = gridOf(parts);
  if (parts.every(isName)) return { house, ...sorted(texts(parts), lexicon), building: [], grid };
  const segments = segmentsOfParts(parts);
  const saysStreet = (segment: Segment) =>
    withoutSaint(segment.filter(isName)).some(isStreetKind) || endsInStreetKind(segment, lexicon);
  const marks: readonly ((segment: Segment) => boolean)[] = [
    (segment) => segment.some(isHouse) && saysStreet(segment),
    saysStreet,
    (segment) => segment.some(isHouse) && segment.some(isName),
    (segment) => segment.some(isLocalityKind),
    (segment) => segment.some(isName),
  ];
  const [surest] = marks;
  const mark = marks.find((candidate) => segments.some(candidate));
  const index = mark === undefined ? 0 : segments.findIndex(mark);
  const name = streetName(segments[index] ?? [], lexicon);
  const before = buildingName(segments.slice(0, index).flat().filter(isName), lexicon);
  return { house, ...sorted(name, lexicon), building: before.length > 0 || mark === surest ? before : name, grid };
}

/** "12 Hill Road 77 Green" is in Hill Road. */
function withoutNamedBehind(parts: readonly AddressPart[]): readonly AddressPart[] {
  let isBehind = false;
  return parts.filter((part) => {
    if (part.role !== "name") isBehind = "loose" in part && part.loose === "named-behind";
    else if (part.opensSegment) isBehind = false;
    return !isBehind;
  });
}

/** The street of an address that is told by its landmarks: all of its words together. */
export function toldByAll(parts: readonly AddressPart[], lexicon: AddressLexicon): AddressStreet {
  return { ...addressStreet(parts, lexicon), ...sorted(texts(parts.filter(isRemark)), lexicon), building: [] };
}

function isRemark(part: AddressPart): boolean {
  return part.role === "name" && !part.word.kinds.has("landmark") && !part.word.kinds.has("passed");
}

/** Directions and numbered streets that touch each other, in their order. */
export function isGridPart(part: AddressPart, neighbour: AddressPart | undefined): boolean {
  if (neighbour === undefined) return false;
  return part.role === "area" ? isDirectionPart(neighbour) : isDirectionPart(part) && neighbour.role === "area";
}

function isDirectionPart(part: AddressPart): part is NamePart {
  return part.role === "name" && part.word.kinds.has("direction");
}

function gridOf(parts: readonly AddressPart[]): string {
  let grid = "";
  for (const [index, part] of parts.entries()) {
    const after = parts[index + 1];
    const touches =
      (!part.opensSegment && isGridPart(part, parts[index - 1])) ||
      (after?.opensSegment === false && isGridPart(part, after));
    if (touches) grid += `${grid === "" ? "" : " "}${part.text}`;
  }
  return grid;
}

/** A word is a mistyped direction only beside another word, since "Norton" is a street too. */
function sorted(
  name: readonly string[],
  lexicon: AddressLexicon,
): Pick<AddressStreet, "name" | "directions" | "others"> {
  const directions: string[] = [];
  const others: string[] = [];
  for (const word of name) {
    const direction = lexicon.words.get(word)?.kinds.has("direction") === true ? word : undefined;
    const mistyped = direction ?? (name.length > 1 ? mistypedDirection(word, lexicon) : undefined);
    if (mistyped === undefined) others.push(word);
    else directions.push(mistyped);
  }
  return { name, directions, others };
}

/** "Rawdon Court" and "Rawdon": the kind may be left out, as a street's may. */
function buildingName(names: readonly AddressPart[], lexicon: AddressLexicon): string[] {
  const last = names.at(-1);
  const hasKind = last !== undefined && (isStreetKind(last) || isMistypedStreetKind(last.text, lexicon));
  return texts(names.length > 1 && hasKind ? names.slice(0, -1) : names);
}

/** The "St." of "St. Francis Village" is no street's, though the one abbreviation stands for both. */
function withoutSaint(names: readonly AddressPart[]): readonly AddressPart[] {
  const [first, ...others] = names;
  const isSaint = first?.role === "name" && SAINTS.has(first.word.text) && others.length > 0;
  return isSaint ? others : names;
}

function texts(parts: readonly AddressPart[]): string[] {
  return parts.map(({ text }) => text);
}

/** What stands between two commas or line ends. */
export function segmentsOfParts(parts: readonly AddressPart[]): AddressPart[][] {
  const segments: AddressPart[][] = [];
  for (const part of parts) {
    const last = segments.at(-1);
    if (part.opensSegment || last === undefined) segments.push([part]);
    else last.push(part);
  }
  return segments;
}

/** The names after the segment's house number, or all of them where none follow; a title before a name is left out. */
function namesOf(segment: Segment, lexicon: AddressLexicon): AddressPart[] {
  if (isUnspaced(segment[0])) return runOf(segment);
  const house = segment.findLastIndex(isHouse);
  const after = runOf(segment.slice(house + 1));
  const last = after.at(-1);
  const namesHouse = last !== undefined && isBuildingKind(last) && segment.slice(0, house).some(isStreetKind);
  const found = namesHouse ? runOf(segment.slice(0, house)) : after.length > 0 ? after : segment.filter(isName);
  const names = withoutQuarter(found, house >= 0, lexicon);
  const title = names.findIndex((part) => !isDirectionPart(part));
  const first = names[title];
  const isTitle = first?.role === "name" && isTitleWord(first.word) && names.length - title > 2;
  return isTitle ? names.filter((_, index) => index !== title) : names;
}

/** In 神宮前3-12-5 ハイツ203 the place stands before its numbers, and others leave out what the house is called. */
function isUnspaced(part: AddressPart | undefined): boolean {
  return part?.role === "name" && part.text > "\u2e80";
}

/** In "31 Park Row Flat C Clifton" what stands behind the flat is no part of the street: the run of names with a kind of street, else the first. */
function runOf(parts: Segment): AddressPart[] {
  const runs: AddressPart[][] = [];
  for (const [index, part] of parts.entries()) {
    if (!isName(part)) continue;
    const last = runs.at(-1);
    if (last !== undefined && parts[index - 1]?.role === "name") last.push(part);
    else runs.push([part]);
  }
  return runs.find((run) => run.some(isStreetKind)) ?? runs[0] ?? [];
}

/** "Caferağa Mah. Moda Cad." is Moda Caddesi in a quarter that others leave out, as they do the house of "Moda Cad. Gül Apt". */
function withoutQuarter(names: AddressPart[], isNumbered: boolean, { kindFirst }: AddressLexicon): AddressPart[] {
  const street = names.findLastIndex(isStreetKind);
  const isApart = (part: AddressPart) =>
    !isStreetKind(part) && (isLocalityKind(part) || (isNumbered && isBuildingKind(part)));
  const quarter = names.findLastIndex((part, index) => index < street - 1 && isApart(part));
  const last = names.at(-1);
  const isBehind = !kindFirst && isNumbered && street > 0 && street < names.length - 1;
  const isNamed = isBehind && last !== undefined && isBuildingKind(last);
  return names.slice(quarter > 0 ? quarter + 1 : 0, isNamed ? street + 1 : undefined);
}

export function isBuildingKind(part: AddressPart): boolean {
  return part.role === "name" && part.word.kinds.has("building");
}

export function isTitleWord({ text }: AddressWordItem): boolean {
  return TITLES.has(text);
}

function endsInStreetKind(segment: Segment, lexicon: AddressLexicon): boolean {
  const names = namesOf(segment, lexicon);
  const last = names.at(-1)?.text ?? "";
  if (nameBeforeStreetKind(last, lexicon) !== undefined) return true;
  if (names.length > 1 && isMistypedStreetKind(last, lexicon)) return true;
  return names.length > 2 && isMistypedStreetKind(joined(names.slice(-2)), lexicon);
}

function streetName(segment: Segment, lexicon: AddressLexicon): string[] {
  const names = namesOf(segment, lexicon);
  const compound = names.findLastIndex((part) => part.role === "name" && part.word.compound);
  if (compound >= 0) return texts(names.slice(compound));
  const last = names.at(-1);
  if (last === undefined) return [];
  const others = names.slice(0, -1);
  if (others.length > 1 && isMistypedStreetKind(joined(names.slice(-2)), lexicon)) return texts(others.slice(0, -1));
  if (!isStreetKind(last) && others.length > 0 && isMistypedStreetKind(last.text, lexicon)) return texts(others);
  const leadsKind = lexicon.kindFirst && names[0] !== undefined && isStreetKind(names[0]);
  const kind = leadsKind ? 0 : names.findLastIndex(isStreetKind);
  if (kind >= 0 && others.length > 0) return texts(names.filter((_, index) => index !== kind));
  return [...texts(others), nameBeforeStreetKind(last.text, lexicon) ?? last.text];
}

/** What a stray space took apart: "s treet". */
function joined(names: readonly AddressPart[]): string {
  return names.map((part) => (part.role === "name" ? part.word.text : "")).join("");
}

function isName(part: AddressPart): boolean {
  return part.role === "name";
}

function isHouse(part: AddressPart): boolean {
  return part.role === "house";
}

export function isStreetKind(part: AddressPart): boolean {
  return part.role === "name" && part.word.kinds.has("street");
}

function isLocalityKind(part: AddressPart): boolean {
  return part.role === "name" && part.word.kinds.has("locality");
}
