import type { ChainOrder } from "./countries.ts";
import type { AddressItem, AddressNumberItem, AddressWordItem, ReadingHabits } from "./items.ts";
import type { WordKind } from "./lexicon.ts";
import { isMistypedUnit } from "./street-kinds.ts";

/** Flat, shop; tower, wing, staircase; house or plot number; floor; where on the floor; post-office box; parcel locker. */
export const DOOR_ROLES = ["unit", "block", "house", "level", "side", "box", "locker"] as const;
export type DoorRole = (typeof DOOR_ROLES)[number];

/** One number or word of an address with what it is for. */
export type AddressPart =
  | {
      readonly role: DoorRole;
      readonly text: string;
      /** The last number of a house that has several: 3016 of "3012-16". */
      readonly until?: string;
      readonly opensSegment: boolean;
    }
  /** A numbered street, sector or phase: `96` and `street`. */
  | { readonly role: "area"; readonly text: string; readonly of: string; readonly opensSegment: boolean }
  | { readonly role: "name"; readonly text: string; readonly word: AddressWordItem; readonly opensSegment: boolean };

/** A `plot` is a number that the address itself calls a house or plot number. */
type Role = DoorRole | "plot" | "area";
type Draft = AddressPart | { readonly role: "plot"; readonly text: string; readonly opensSegment: boolean };
type Reading = { readonly parts: readonly Draft[]; readonly next: number };

/** Kinds of words that say what the next number counts. */
const COUNTS: readonly (readonly [WordKind, Role])[] = [
  ["locker", "locker"],
  ["box", "box"],
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

/** "Highway 101" and "Route 66" stand before their number. */
const NUMBERED_STREETS = new Set(["highway", "route", "interstate", "freeway", "autobahn"]);
const ROMAN = new Map("i ii iii iv v vi vii viii ix x".split(" ").map((word, index) => [word, String(index + 1)]));

/** Gives each number its role from the words around it. */
export function addressParts(items: readonly AddressItem[], habits: ReadingHabits): AddressPart[] {
  const { numberFirst } = habits.country;
  const parts: Draft[] = [];
  let housesSeen = 0;
  for (let index = 0; index < items.length; ) {
    const reading =
      readDesignated(items, index, habits) ??
      readBlockLetter(items, index) ??
      readLevelWord(items, index, habits) ??
      readSide(items, index, parts.at(-1), habits) ??
      readNumber(items, index, housesSeen > 0, habits);
    parts.push(...reading.parts);
    housesSeen += reading.parts.filter(({ role }) => role === "house" || role === "plot").length;
    index = reading.next;
  }
  const placed = withPlots(numberFirst ? withTrailingUnits(parts) : parts);
  return habits.country.floorDoor ? withFloorDoors(placed) : placed;
}

/** "Flat 4B", "House No. 12", "Sector 15", "Road No 3": a word, perhaps "no", and its number. */
function readDesignated(items: readonly AddressItem[], index: number, habits: ReadingHabits): Reading | undefined {
  const word = items[index];
  if (word?.type !== "word") return undefined;
  const { numberFirst } = habits.country;
  let next = index + 1;
  while (isNumberWord(items[next])) next += 1;
  const saysNumber = next > index + 1 || word.kinds.has("number");
  const value = items[next];
  if (value === undefined || (value.type === "word" && value.text.length > 1)) return undefined;
  const role =
    designatedRole(word, saysNumber && numberFirst, isNumber(value) && opensPhrase(items, index)) ??
    mistypedRole(word, value, habits);
  if (role === undefined || (value.glue === "," && !isAloneAfter(role, items, index, next))) return undefined;
  const isLetter = value.type === "word" && value.text.length === 1 && (role === "block" || role === "unit");
  if (value.type !== "number" && !isLetter) return undefined;
  if (value.type === "number" && value.ordinal) return undefined;
  const opensSegment = word.glue === ",";
  if (value.type === "number") {
    const spread = spreadNumber(value, role, items[next + 1], opensSegment, habits);
    if (spread !== undefined) return { parts: spread, next: next + 1 };
  }
  if (role === "area") return { parts: [{ role, text: value.text, of: word.full, opensSegment }], next: next + 1 };
  const isFlat = role === "level" && value.type === "number" && /[a-z]/.test(value.text);
  return { parts: [{ role: isFlat ? "unit" : role, text: value.text, opensSegment }], next: next + 1 };
}

function designatedRole(word: AddressWordItem, namesStreet: boolean, opens: boolean): Role | undefined {
  for (const [kind, role] of COUNTS) if (word.kinds.has(kind)) return role;
  if (word.kinds.has("number")) return "house";
  if (word.kinds.has("street") && !word.compound && (namesStreet || opens || NUMBERED_STREETS.has(word.full)))
    return "area";
  return namesStreet ? (word.kinds.has("locality") ? "area" : INITIALS_BEFORE_NUMBER.get(word.text)) : undefined;
}

/** "Street 12, House 5", "Calle 5 # 10-20": the kind of a street without a name is a numbered one. */
function opensPhrase(items: readonly AddressItem[], index: number): boolean {
  const word = items[index];
  const before = items[index - 1];
  const isCounted = before?.type === "number" && items[index - 2]?.type === "word";
  return word?.glue === "," || before === undefined || isCounted;
}

function mistypedRole(word: AddressWordItem, value: AddressItem, { lexicon }: ReadingHabits): Role | undefined {
  if (value.type !== "number" || word.kinds.size > 0 || word.compound) return undefined;
  return isMistypedUnit(word.text, lexicon) ? "unit" : undefined;
}

/** "Wohnung; 7A" is what it says, but "Flat, 12 High Street" is a flat without a number. */
function isAloneAfter(role: Role, items: readonly AddressItem[], index: number, next: number): boolean {
  const after = items[next + 1];
  const isAlone = items[index]?.glue === "," && (after === undefined || after.glue === ",");
  return isAlone && (role === "unit" || role === "level" || role === "box");
}

function isNumberWord(item: AddressItem | undefined): boolean {
  return item?.type === "word" && item.kinds.has("number") && item.glue !== ",";
}

/**
 * The parts of a number that a country joins: `3/12` is unit 3 of house 12 in Australia, `12/4` is house 12, flat 4 in Poland, and
 * "Flat A 12 High St" is flat A of house 12 where no tower has a letter.
 */
function spreadNumber(
  { pieces, joint, letter, text }: AddressNumberItem,
  role: Role | undefined,
  following: AddressItem | undefined,
  opensSegment: boolean,
  { country }: ReadingHabits,
): Draft[] | undefined {
  const leadsName = following?.type === "word" && following.glue !== ",";
  if (letter !== undefined && role === "unit" && leadsName && !country.towerLetter && joint === undefined) {
    return [
      { role: "unit", text: letter, opensSegment },
      { role: "house", text: text.slice(1), opensSegment: false },
    ];
  }
  const order = joint === undefined ? undefined : country.joined[joint];
  if (order === undefined || pieces.length > 3) return undefined;
  if (role === "unit" ? order !== "unit-house" : role !== undefined && role !== "house" && role !== "plot")
    return undefined;
  return spreadPieces(pieces, order, leadsName, opensSegment);
}

function spreadPieces(
  pieces: readonly string[],
  order: ChainOrder,
  leadsName: boolean,
  opensSegment: boolean,
): Draft[] | undefined {
  const [first = "", second = "", third] = pieces;
  if (order === "house-unit") {
    const stairs: Draft[] = third === undefined ? [] : [{ role: "block", text: second, opensSegment: false }];
    return [
      { role: "house", text: first, opensSegment },
      ...stairs,
      { role: "unit", text: third ?? second, opensSegment: false },
    ];
  }
  if (third !== undefined || !leadsName) return undefined;
  return [
    { role: "unit", text: first.replace(UNIT_LETTER, ""), opensSegment },
    { role: "house", text: second, opensSegment: false },
  ];
}

/** "U3/12" is unit 3. */
const UNIT_LETTER = /^u(?=\d)/;

/** "C Block", "A Wing". */
function readBlockLetter(items: readonly AddressItem[], index: number): Reading | undefined {
  const letter = items[index];
  const block = items[index + 1];
  if (letter?.type !== "word" || letter.text.length !== 1) return undefined;
  if (block?.type !== "word" || !block.kinds.has("block") || block.glue === ",") return undefined;
  return { parts: [{ role: "block", text: letter.text, opensSegment: letter.glue === "," }], next: index + 2 };
}

/** "Ground floor", "II. Stock", or a floor's name at the end of a segment or beside a flat. */
function readLevelWord(items: readonly AddressItem[], index: number, { lexicon }: ReadingHabits): Reading | undefined {
  const [word, after] = items.slice(index, index + 2);
  if (word?.type !== "word") return undefined;
  const opensSegment = word.glue === ",";
  const isBeforeLevel = after?.type === "word" && after.kinds.has("level") && after.glue !== ",";
  const roman = isBeforeLevel ? ROMAN.get(word.text) : undefined;
  if (roman !== undefined) return { parts: [{ role: "level", text: roman, opensSegment }], next: index + 2 };
  if (!word.kinds.has("level")) return undefined;
  const part: Draft = { role: "level", text: word.full, opensSegment };
  if (isBeforeLevel) return { parts: [part], next: index + 2 };
  const ends = after === undefined || after.glue === ",";
  const isBesideDoor = after?.type === "word" && (after.kinds.has("side") || (opensSegment && after.kinds.has("unit")));
  return (ends && (opensSegment || !lexicon.english)) || isBesideDoor ? { parts: [part], next: index + 1 } : undefined;
}

const DOOR_KINDS = ["unit", "level", "side"] as const;

/**
 * "Hinterhaus links", "3rd floor rear", "Upper flat": where on the floor, or in the yard. In English the same words begin names
 * ("Front Street"), so they have to stand alone, beside a flat or after everything else.
 */
function readSide(
  items: readonly AddressItem[],
  index: number,
  before: Draft | undefined,
  { lexicon }: ReadingHabits,
): Reading | undefined {
  const word = items[index];
  if (word?.type !== "word" || !word.kinds.has("side")) return undefined;
  const after = items[index + 1];
  const opensSegment = word.glue === ",";
  const ends = after === undefined || after.glue === ",";
  const isBesideDoor = after?.type === "word" && DOOR_KINDS.some((kind) => after.kinds.has(kind));
  const followsDoor = !opensSegment && before !== undefined && before.role !== "name";
  const isSide = lexicon.english
    ? ends || isBesideDoor
    : ends || isBesideDoor || followsDoor || after?.type === "number";
  if (!isSide) return undefined;
  return { parts: [{ role: "side", text: word.full, opensSegment }], next: index + 1 };
}

/** A number without a word before it, or a plain word. "1419 E. 89th" leaves "street" unsaid. */
function readNumber(items: readonly AddressItem[], index: number, hasHouse: boolean, habits: ReadingHabits): Reading {
  const item = items[index];
  const next = index + 1;
  if (item === undefined) return { parts: [], next };
  if (item.type === "word") return readName(items, index, item);
  const following = items[next];
  const opensSegment = item.glue === ",";
  if (following?.type === "word" && following.glue !== ",") {
    if ((following.kinds.has("level") || (following.kinds.has("side") && hasHouse)) && !isNumber(items[index + 2])) {
      const silent = following.kinds.has("level") ? 1 : 0;
      return { parts: [{ role: "level", text: item.text, opensSegment }], next: next + silent };
    }
    const isStreetsOwn = item.ordinal || (hasHouse && !opensSegment) || isBareStreet(following, habits);
    if (isStreetsOwn && numbersStreet(items, index, item.ordinal)) {
      const isRoad = following.kinds.has("area") && isStreetWord(items[index + 2]);
      const part: Draft = { role: "area", text: item.text, of: following.full, opensSegment };
      return { parts: [part], next: next + (isRoad ? 2 : 1) };
    }
  }
  const isLastOfSegment = following === undefined || following.glue === ",";
  if (hasHouse && !opensSegment && ((item.ordinal && isLastOfSegment) || isOnGrid(items, index, habits))) {
    return { parts: [{ role: "area", text: item.text, of: "street", opensSegment }], next };
  }
  const role = hasHouse && item.glue === "#" ? "unit" : "house";
  const range = role === "house" && habits.country.houseRanges ? rangeOf(item) : undefined;
  if (range !== undefined) return { parts: [{ role, ...range, opensSegment }], next };
  const spread = item.ordinal ? undefined : spreadNumber(item, undefined, following, opensSegment, habits);
  return { parts: spread ?? [{ role, text: item.text, opensSegment }], next };
}

/** Shorter numbers with a hyphen are one house, as in Queens. */
const RANGE_LENGTH_MIN = 4;
const RANGE_MAX = 100;

/** "3012-16" is one house that has the numbers from 3012 to 3016. */
function rangeOf({ pieces, joint }: AddressNumberItem): { readonly text: string; readonly until: string } | undefined {
  const [first = "", last = "", third] = pieces;
  if (joint !== "-" || third !== undefined || first.length < RANGE_LENGTH_MIN || last.length > first.length)
    return undefined;
  const until = first.slice(0, first.length - last.length) + last;
  const houses = Number(until) - Number(first);
  return houses > 0 && houses <= RANGE_MAX ? { text: first, until } : undefined;
}

/** The 500 of "195 N 500 W": a street by its distance from the middle of town. */
function isOnGrid(items: readonly AddressItem[], index: number, { country }: ReadingHabits): boolean {
  const before = items[index - 1];
  return country.compass && before?.type === "word" && before.kinds.has("direction");
}

/** A word that says nothing by itself is silent: "the", "No." without a number, "Flat" beside a floor, "Sea View Building". */
function readName(items: readonly AddressItem[], index: number, word: AddressWordItem): Reading {
  const before = items[index - 1];
  const after = items[index + 1];
  const opensSegment = word.glue === ",";
  const ends = after === undefined || after.glue === ",";
  const isBesideFloor =
    word.kinds.has("unit") &&
    !opensSegment &&
    before?.type === "word" &&
    (before.kinds.has("level") || before.kinds.has("side"));
  const isBuilding = word.full === "building" && ends && !opensSegment;
  const silent = word.kinds.has("filler") || word.kinds.has("number") || isBesideFloor || isBuilding;
  return { parts: silent ? [] : [{ role: "name", text: word.full, word, opensSegment }], next: index + 1 };
}

/** The "Sokak" of "1234. Sokak No: 5": where houses stand after their street, a number before it is the street's. */
function isBareStreet({ kinds, compound }: AddressWordItem, { country }: ReadingHabits): boolean {
  return !country.numberFirst && !country.numberChain && kinds.has("street") && !compound;
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

const FLOOR_AND_DOOR = /^(\d{1,2})([a-z])$/;

/** "Calle Mayor 5, 3º B" is floor 3, door B of house 5. */
function withFloorDoors(parts: readonly AddressPart[]): AddressPart[] {
  let houseSeen = false;
  return parts.flatMap((part): AddressPart[] => {
    if (part.role !== "house") return [part];
    const found = houseSeen ? FLOOR_AND_DOOR.exec(part.text) : null;
    houseSeen = true;
    if (found === null) return [part];
    const [, level = "", unit = ""] = found;
    return [
      { role: "level", text: level, opensSegment: part.opensSegment },
      { role: "unit", text: unit, opensSegment: false },
    ];
  });
}
