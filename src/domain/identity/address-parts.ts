import type { AddressItem, AddressNumberItem, AddressWordItem } from "./address-items.ts";
import type { WordKind } from "./address-lexicon.ts";

/** One number or word of an address with what it is for. */
export type AddressPart =
  /** Flat, shop, tower: what the postman looks for inside. `house` is a house or plot number, `level` a floor. */
  | { readonly role: "block" | "unit" | "house" | "level"; readonly text: string; readonly opensSegment: boolean }
  /** A numbered street, sector or phase: `96` and `street`. */
  | { readonly role: "area"; readonly text: string; readonly of: string; readonly opensSegment: boolean }
  | { readonly role: "name"; readonly text: string; readonly word: AddressWordItem; readonly opensSegment: boolean };

/** A `plot` is a number that the address itself calls a house or plot number. */
type Role = "block" | "unit" | "house" | "plot" | "level" | "area";
type Draft = AddressPart | { readonly role: "plot"; readonly text: string; readonly opensSegment: boolean };
type Reading = { readonly parts: readonly Draft[]; readonly next: number };

/** Kinds of words that say what the next number counts. */
const COUNTS: readonly (readonly [WordKind, Role])[] = [
  ["block", "block"],
  ["unit", "unit"],
  ["level", "level"],
  ["house", "plot"],
  ["area", "area"],
];

/** "H. No.", "D. No.", "P. No." are houses, doors and plots; "F. No." is a flat. */
const INITIALS_BEFORE_NUMBER = new Map<string, Role>([
  ["h", "plot"],
  ["d", "plot"],
  ["p", "plot"],
  ["f", "unit"],
]);

/**
 * Gives each number its role from the words around it.
 * @param numberFirst the country writes house numbers before streets, so that a number at the end is a unit's
 */
export function addressParts(items: readonly AddressItem[], numberFirst: boolean): AddressPart[] {
  const parts: Draft[] = [];
  let housesSeen = 0;
  for (let index = 0; index < items.length; ) {
    const reading =
      readDesignated(items, index, numberFirst) ??
      readBlockLetter(items, index) ??
      readLevelWord(items, index) ??
      readNumber(items, index, housesSeen > 0);
    parts.push(...reading.parts);
    housesSeen += reading.parts.filter(({ role }) => role === "house" || role === "plot").length;
    index = reading.next;
  }
  return withPlots(numberFirst ? withTrailingUnits(parts) : parts);
}

/** "Flat 4B", "House No. 12", "Sector 15", "Road No 3": a word, perhaps "no", and its number. */
function readDesignated(items: readonly AddressItem[], index: number, numberFirst: boolean): Reading | undefined {
  const word = items[index];
  if (word?.type !== "word") return undefined;
  let next = index + 1;
  while (isNumberWord(items[next])) next += 1;
  const saysNumber = next > index + 1 || word.kinds.has("number");
  const role = designatedRole(word, saysNumber && numberFirst);
  const value = items[next];
  if (role === undefined || value === undefined || value.glue === ",") return undefined;
  const isLetter = value.type === "word" && value.text.length === 1 && (role === "block" || role === "unit");
  if (value.type !== "number" && !isLetter) return undefined;
  if (value.type === "number" && value.ordinal) return undefined;
  const opensSegment = word.glue === ",";
  const part: Draft =
    role === "area"
      ? { role, text: value.text, of: word.full, opensSegment }
      : { role, text: value.text, opensSegment };
  return { parts: [part], next: next + 1 };
}

function designatedRole(word: AddressWordItem, namesStreet: boolean): Role | undefined {
  for (const [kind, role] of COUNTS) if (word.kinds.has(kind)) return role;
  if (word.kinds.has("number")) return "house";
  if (!namesStreet) return undefined;
  return word.kinds.has("street") ? "area" : INITIALS_BEFORE_NUMBER.get(word.text);
}

function isNumberWord(item: AddressItem | undefined): boolean {
  return item?.type === "word" && item.kinds.has("number") && item.glue !== ",";
}

/** "C Block", "A Wing". */
function readBlockLetter(items: readonly AddressItem[], index: number): Reading | undefined {
  const letter = items[index];
  const block = items[index + 1];
  if (letter?.type !== "word" || letter.text.length !== 1) return undefined;
  if (block?.type !== "word" || !block.kinds.has("block") || block.glue === ",") return undefined;
  return { parts: [{ role: "block", text: letter.text, opensSegment: letter.glue === "," }], next: index + 2 };
}

/** "Ground floor", or a floor's name in a segment of its own. */
function readLevelWord(items: readonly AddressItem[], index: number): Reading | undefined {
  const [word, after] = items.slice(index, index + 2);
  if (word?.type !== "word" || !word.kinds.has("level")) return undefined;
  const opensSegment = word.glue === ",";
  const part: Draft = { role: "level", text: word.full, opensSegment };
  if (after?.type === "word" && after.kinds.has("level") && after.glue !== ",")
    return { parts: [part], next: index + 2 };
  const isAlone = opensSegment && (after === undefined || after.glue === ",");
  return isAlone ? { parts: [part], next: index + 1 } : undefined;
}

/** A number without a word before it, or a plain word. "1419 E. 89th" leaves "street" unsaid. */
function readNumber(items: readonly AddressItem[], index: number, hasHouse: boolean): Reading {
  const item = items[index];
  const following = items[index + 1];
  const next = index + 1;
  if (item === undefined) return { parts: [], next };
  const opensSegment = item.glue === ",";
  if (item.type === "word") {
    const silent = item.kinds.has("filler") || item.kinds.has("number");
    return { parts: silent ? [] : [{ role: "name", text: item.full, word: item, opensSegment }], next };
  }
  if (following?.type === "word" && following.glue !== ",") {
    if (following.kinds.has("level") && !isNumber(items[index + 2])) {
      return { parts: [{ role: "level", text: item.text, opensSegment }], next: next + 1 };
    }
    if (numbersStreet(items, index, item.ordinal) && (item.ordinal || (hasHouse && !opensSegment))) {
      const isRoad = following.kinds.has("area") && isStreetWord(items[index + 2]);
      const part: Draft = { role: "area", text: item.text, of: following.full, opensSegment };
      return { parts: [part], next: next + (isRoad ? 2 : 1) };
    }
  }
  if (item.ordinal && hasHouse && !opensSegment && (following === undefined || following.glue === ",")) {
    return { parts: [{ role: "area", text: item.text, of: "street", opensSegment }], next };
  }
  const role = hasHouse && item.glue === "#" ? "unit" : "house";
  return { parts: [{ role, text: item.text, opensSegment }], next };
}

/** "96 Street" is a numbered street, but "15 Park Avenue" is a house. */
function numbersStreet(items: readonly AddressItem[], index: number, ordinal: boolean): boolean {
  const [kind, after] = items.slice(index + 1, index + 3);
  if (kind?.type !== "word" || !(kind.kinds.has("street") || kind.kinds.has("area"))) return false;
  return ordinal || !isStreetWord(after);
}

/** The "road" of "5th Main Road". */
function isStreetWord(item: AddressItem | undefined): boolean {
  return item?.type === "word" && item.glue !== "," && item.kinds.has("street");
}

function isNumber(item: AddressItem | undefined): item is AddressNumberItem {
  return item?.type === "number" && item.glue !== ",";
}

/** In "12 North Street 4B" and "12 North Street, 4B" the last number is the flat. */
function withTrailingUnits(parts: readonly Draft[]): Draft[] {
  let houseSeen = false;
  let nameSinceHouse = false;
  return parts.map((part, index) => {
    const endsSegment = parts[index + 1]?.opensSegment ?? true;
    if (part.role === "house" && houseSeen && nameSinceHouse && endsSegment) return { ...part, role: "unit" };
    if (part.role === "house" || part.role === "plot") houseSeen = true;
    if (part.role === "name") nameSinceHouse = houseSeen;
    return part;
  });
}

/** Beside a number that is called the plot's, as in "A/402 Sea View, Plot 12", the others are flats. */
function withPlots(parts: readonly Draft[]): AddressPart[] {
  const hasPlot = parts.some(({ role }) => role === "plot");
  return parts.map((part) => {
    if (part.role === "plot") return { ...part, role: "house" };
    return part.role === "house" && hasPlot ? { ...part, role: "unit" } : part;
  });
}
