import type { AddressItem, AddressNumberItem, AddressWordItem } from "./address-item.ts";
import { type AddressPart, type Draft, NAME, type Reading, type Role } from "./address-part.ts";
import { rangeOf, spreadNumber } from "./chains.ts";
import { DAY_NAME } from "./dates.ts";
import type { ReadingHabits } from "./items.ts";
import { ROMAN, readLevelWord, readPlace, readSide } from "./levels.ts";
import type { WordKind } from "./lexicon.ts";
import { floorAndDoor, settleParts } from "./settle-parts.ts";
import { isMistypedUnit } from "./street-kinds.ts";

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
  ["m", "plot"],
  ["f", "unit"],
  ["r", "unit"],
  ["q", "unit"],
]);
/** "S. No." is that of the land's survey, "Kh. No." of its khasra, and "W. No." a ward, where towns are counted so. */
const AREAS_BEFORE_NUMBER = new Map([
  ..."s sr sy rs ts cts cs sf fs ns".split(" ").map((short) => [short, "survey"] as const),
  ["kh", "khasra"],
  ["w", "ward"],
  ["g", "gat"],
  ["gut", "gat"],
] as const);

/** "Highway 101" and "Route 66" stand before their number. */
const NUMBERED_STREETS = new Set(["highway", "route", "interstate", "freeway", "autobahn"]);
/** Of Hungarian floors the one with a number; "fsz. 1" is door 1 of the ground floor. */
const COUNTED_FLOOR = "emelet";

/** Gives each number its role from the words around it. */
export function addressParts(items: readonly AddressItem[], habits: ReadingHabits): AddressPart[] {
  const parts: Draft[] = [];
  let housesSeen = 0;
  for (let index = 0; index < items.length; ) {
    const reading =
      readPlace(items, index) ??
      readDesignated(items, index, habits) ??
      readBlockLetter(items, index) ??
      readLevelWord(items, index, habits) ??
      readSide(items, index, parts.at(-1), habits) ??
      readNumber(items, index, housesSeen > 0, habits);
    parts.push(...reading.parts);
    housesSeen += reading.parts.filter(({ role }) => role === "house" || role === "plot").length;
    index = reading.next;
  }
  return settleParts(parts, habits.country);
}

/** "Flat 4B", "House No. 12", "Sector 15", "Road No 3": a word, perhaps "no", and its number. */
function readDesignated(items: readonly AddressItem[], index: number, habits: ReadingHabits): Reading | undefined {
  const word = items[index];
  if (word?.type !== "word") return undefined;
  const { numberFirst } = habits.country;
  let next = index + 1;
  while (isNumberWord(items[next])) next += 1;
  const saysNumber = next > index + 1 || word.kinds.has("number");
  const value = romanPhase(word, items[next]) ?? items[next];
  if (value === undefined || (value.type === "word" && !isLetters(value, items[next + 1]))) return undefined;
  const area = saysNumber && habits.country.towerLetter ? AREAS_BEFORE_NUMBER.get(word.text) : undefined;
  const role =
    (area === undefined ? undefined : "area") ??
    designatedRole(
      word,
      saysNumber && numberFirst && !endsName(items, index, habits),
      isNumber(value) && opensPhrase(items, index),
    ) ??
    (value.glue === "#" && numberFirst ? INITIALS_BEFORE_NUMBER.get(word.text) : undefined) ??
    flatOfHouse(items, index) ??
    mistypedRole(word, value, habits);
  if (role === "level" && habits.country.floorFirst && word.full !== COUNTED_FLOOR) return undefined;
  const isNames = role === "area" && isNamesNumber(items, next, habits);
  if (isNames || role === undefined || (value.glue === "," && !isAloneAfter(role, items, index, next)))
    return undefined;
  const mayBeLetters = role === "block" ? 1 : role === "unit" ? LETTERS_MAX : 0;
  const isLetter = value.type === "word" && value.text.length <= mayBeLetters;
  if (value.type !== "number" && !isLetter) return undefined;
  if (value.type === "number" && value.ordinal) return undefined;
  const opensSegment = word.glue === ",";
  if (value.type === "number") {
    const spread = spreadNumber(value, role, items[next + 1], opensSegment, habits);
    const isFloor = spread?.at(-1)?.role === "level";
    if (spread !== undefined) return { parts: spread, next: next + (isFloor ? 2 : 1) };
  }
  if (role === "area")
    return { parts: [{ role, text: value.text, of: area ?? word.full, opensSegment }], next: next + 1 };
  if (role === "block" && habits.country.blockIsHouse && value.type === "number")
    return { parts: [{ role: "house", text: value.text, opensSegment }], next: next + 1 };
  const door = role === "level" && habits.country.floorDoor ? floorAndDoor(value.text, opensSegment) : undefined;
  if (door !== undefined) return { parts: door, next: next + 1 };
  const isCounted = next > index + 1 && word.text === "fl";
  const isFlat = role === "level" && value.type === "number" && (isCounted || /[a-z]/.test(value.text));
  return { parts: [{ role: isFlat ? "unit" : role, text: value.text, opensSegment }], next: next + 1 };
}

/** "ул. 26 Бакинских Комиссаров" is called so, and is no 26th street. */
function isNamesNumber(items: readonly AddressItem[], next: number, habits: ReadingHabits): boolean {
  return habits.lexicon.kindBehind && beginsName(items, next, habits);
}

const PHASES = new Set(["phase", "stage", "sector", "extension"]);

/** "Phase III" is the third, and so is "Ph-III". */
function romanPhase({ full }: AddressWordItem, item: AddressItem | undefined): AddressNumberItem | undefined {
  const digits = item?.type === "word" && item.glue !== "," && PHASES.has(full) ? ROMAN.get(item.text) : undefined;
  if (digits === undefined || item === undefined) return undefined;
  return {
    type: "number",
    text: digits,
    ordinal: false,
    pieces: [digits],
    joints: [],
    letter: undefined,
    glue: item.glue,
  };
}

const LETTERS_MAX = 2;

/** The letter of "Flat B", and the two of "Apt AB" where nothing follows. */
function isLetters({ text, kinds }: AddressWordItem, after: AddressItem | undefined): boolean {
  return text.length === 1 || (text.length === LETTERS_MAX && text < "{" && kinds.size === 0 && isEnd(after));
}

function designatedRole(word: AddressWordItem, namesStreet: boolean, opens: boolean): Role | undefined {
  for (const [kind, role] of COUNTS) if (word.kinds.has(kind)) return isQuarter(word, kind) ? "area" : role;
  if (word.kinds.has("number")) return "house";
  if (word.kinds.has("street") && !word.compound && (namesStreet || opens || NUMBERED_STREETS.has(word.full)))
    return "area";
  return namesStreet ? (word.kinds.has("locality") ? "area" : INITIALS_BEFORE_NUMBER.get(word.text)) : undefined;
}

/** "Extension 5" is a quarter, though telephones have extensions. */
function isQuarter({ kinds }: AddressWordItem, kind: WordKind): boolean {
  return kind === "unit" && kinds.has("locality");
}

/** "Street 12, House 5", "Calle 5 # 10-20": the kind of a street without a name is a numbered one. */
function opensPhrase(items: readonly AddressItem[], index: number): boolean {
  const word = items[index];
  const before = items[index - 1];
  const isCounted = before?.type === "number" && items[index - 2]?.type === "word";
  return word?.glue === "," || before === undefined || isCounted;
}

/** In "15 Oak Lane No. 3" the street has its name, and the number is a flat's, but "Banjara Hills Road No 3" is the third of them. */
function endsName(items: readonly AddressItem[], index: number, { country }: ReadingHabits): boolean {
  return country.compass && items[index]?.glue !== "," && items[index - 1]?.type === "word";
}

function mistypedRole(word: AddressWordItem, value: AddressItem, { lexicon }: ReadingHabits): Role | undefined {
  if (value.type !== "number" || word.kinds.size > 0 || word.compound) return undefined;
  return isMistypedUnit(word.text, lexicon) ? "unit" : undefined;
}

/** Where "Apt" is a house, as in "Gül Apt No:12", it is a flat all the same where no name stands before it: "No:12 Apt 4". */
function flatOfHouse(items: readonly AddressItem[], index: number): Role | undefined {
  const [before, word] = index === 0 ? [undefined, items[0]] : items.slice(index - 1, index + 1);
  if (word?.type !== "word" || !word.kinds.has("building") || !FLATS.has(word.text)) return undefined;
  return word.glue !== "," && before?.type === "word" && before.kinds.size === 0 ? undefined : "unit";
}

const FLATS = new Set(["apt", "ap"]);

/** "Wohnung; 7A" is what it says, behind its house, too, but "Flat, 12 High Street" is a flat without a number. */
function isAloneAfter(role: Role, items: readonly AddressItem[], index: number, next: number): boolean {
  const after = items[next + 1];
  const isApart = items[index]?.glue === "," || items[index - 1]?.type === "number";
  const isAlone = isApart && (after === undefined || after.glue === ",");
  return isAlone && (role === "unit" || role === "level" || role === "box");
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

/** A number without a word before it, or a plain word. "1419 E. 89th" leaves "street" unsaid. */
function readNumber(items: readonly AddressItem[], index: number, hasHouse: boolean, habits: ReadingHabits): Reading {
  const item = items[index];
  const next = index + 1;
  if (item === undefined) return { parts: [], next };
  if (item.type === "word") return readName(items, index, item);
  const following = items[next];
  const opensSegment = item.glue === ",";
  if (!hasHouse && beginsName(items, index, habits)) return nameOfNumber(item, next);
  if (following?.type === "word" && following.glue !== ",") {
    const isFloor =
      following.kinds.has("level") && (hasHouse || opensSegment || item.ordinal || habits.country.numberFirst);
    if (
      (isFloor || (following.kinds.has("side") && hasHouse)) &&
      (habits.country.floorFirst || !isNumber(items[index + 2]))
    ) {
      const silent = following.kinds.has("level") ? 1 : 0;
      return { parts: [{ role: "level", text: item.text, opensSegment }], next: next + silent };
    }
    if (following.kinds.has("area") && !habits.country.numberFirst && isEnd(items[index + 2])) {
      return { parts: [{ role: "area", text: item.text, of: following.full, opensSegment }], next: next + 1 };
    }
    const isStreetsOwn = item.ordinal || (hasHouse && !opensSegment) || isBareStreet(following, habits);
    if (isStreetsOwn && numbersStreet(items, index, item.ordinal)) {
      const isRoad = following.kinds.has("area") && isStreetWord(items[index + 2]);
      const part: Draft = { role: "area", text: item.text, of: following.full, opensSegment };
      return { parts: [part], next: next + (isRoad ? 2 : 1) };
    }
  }
  const isLastOfSegment = isEnd(following);
  if (habits.country.blockIsHouse && isBehindCounted(items, index)) {
    return { parts: [{ role: "area", text: item.text, of: "street", opensSegment }], next };
  }
  if (hasHouse && opensSegment && item.ordinal && isLastOfSegment && !habits.country.numberFirst) {
    return { parts: [{ role: "level", text: item.text, opensSegment }], next };
  }
  if (hasHouse && !opensSegment && ((item.ordinal && isLastOfSegment) || isOnGrid(items, index, habits))) {
    return { parts: [{ role: "area", text: item.text, of: "street", opensSegment }], next };
  }
  const role = hasHouse && item.glue === "#" ? "unit" : "house";
  const range = role === "house" && habits.ranges ? rangeOf(item) : undefined;
  if (range !== undefined) return { parts: [{ role, ...range, opensSegment }], next };
  const spread = item.ordinal ? undefined : spreadNumber(item, undefined, following, opensSegment, habits);
  return { parts: spread ?? [{ role, text: item.text, opensSegment }], next };
}

/** "1-я Тверская, д. 5", "2e Oosterparkstraat 12": where houses stand behind their street, a number before it is the name's. */
function beginsName(items: readonly AddressItem[], index: number, { country, lexicon }: ReadingHabits): boolean {
  const [item, after] = items.slice(index, index + 2);
  if (country.numberFirst || country.numberChain || item?.type !== "number" || item.joints.length > 0) return false;
  const before = items[index - 1];
  if (item.ordinal && lexicon.kindBehind && isEnd(after)) return item.glue !== "," && before?.type === "word";
  if (after?.type !== "word" || after.glue === "," || after.text.length < 2 || isCounting(after)) return false;
  const isBehindKind = item.glue !== "," && before?.type === "word" && before.kinds.has("street");
  if (lexicon.kindBehind && (item.ordinal || isBehindKind)) return true;
  if (item.glue !== "," || (after.kinds.has("street") && !after.compound)) return false;
  let end = index + 1;
  for (let word = items[end]; word?.type === "word" && word.glue !== "," && !isCounting(word); word = items[end])
    end += 1;
  return end > index + 1 && isNumber(items[end]);
}

const COUNTING: readonly WordKind[] = ["unit", "block", "level", "side", "box", "locker", "number", "house", "area"];

function isCounting({ kinds }: AddressWordItem): boolean {
  return COUNTING.some((kind) => kinds.has(kind));
}

const DIGITS = /^\d+/;

function nameOfNumber({ text, glue }: AddressNumberItem, next: number): Reading {
  return {
    parts: [{ role: "area", text: DIGITS.exec(text)?.[0] ?? text, of: NAME, opensSegment: glue === "," }],
    next,
  };
}

/** Kinds of street that a quarter of Singapore counts: "Bishan Street 12". */
const COUNTED_STREETS = new Set(["street", "avenue", "drive", "link", "close", "lane", "crescent"]);

function isBehindCounted(items: readonly AddressItem[], index: number): boolean {
  const [kind, number] = items.slice(Math.max(index - 1, 0), index + 1);
  const isWhole = number?.type === "number" && number.glue !== "," && number.glue !== "#" && number.joints.length === 0;
  return isWhole && kind?.type === "word" && COUNTED_STREETS.has(kind.full);
}

/** The 500 of "195 N 500 W": a street by its distance from the middle of town. */
function isOnGrid(items: readonly AddressItem[], index: number, { country }: ReadingHabits): boolean {
  const before = items[index - 1];
  return items[index]?.glue !== "#" && country.compass && before?.type === "word" && before.kinds.has("direction");
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
  const [day, month] = DAY_NAME.exec(word.full)?.slice(1) ?? [];
  if (day !== undefined && month !== undefined) {
    const name: Draft = { role: "name", text: month, word: { ...word, full: month }, opensSegment: false };
    return { parts: [{ role: "area", text: day, of: NAME, opensSegment }, name], next: index + 1 };
  }
  const silent = word.kinds.has("filler") || word.kinds.has("number") || isBesideFloor || isBuilding;
  return { parts: silent ? [] : [{ role: "name", text: word.full, word, opensSegment }], next: index + 1 };
}

/** The "Sokak" of "1234. Sokak No: 5": where houses stand after their street, a number before it is the street's. */
function isBareStreet({ kinds, compound }: AddressWordItem, { country }: ReadingHabits): boolean {
  return !country.numberFirst && !country.numberChain && kinds.has("street") && !kinds.has("unit") && !compound;
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

/** Whether the item before it was the last of its segment. */
function isEnd(item: AddressItem | undefined): boolean {
  return item === undefined || item.glue === ",";
}

function isNumber(item: AddressItem | undefined): item is AddressNumberItem {
  return item?.type === "number" && item.glue !== ",";
}
