import type { AddressItem } from "./address-item.ts";
import type { AddressPart, DoorRole } from "./address-part.ts";
import type { AddressReading } from "./address-reading.ts";
import type { Country } from "./countries.ts";
import type { DoorNumbers } from "./door-numbers.ts";

export const NO_NUMBERS: DoorNumbers = { door: "", floors: "", areas: "" };

/** Collects the numbers of an address in one pass over its parts. */
export function doorNumbers(parts: readonly AddressPart[], { numberChain }: Country): DoorNumbers {
  const blocks: string[] = [];
  const units: string[] = [];
  const boxes: string[] = [];
  const houses: string[] = [];
  const levels: string[] = [];
  const floors: string[] = [];
  const areas: string[] = [];
  for (const part of parts) {
    const { text } = part;
    if (part.role === "block") blocks.push(text);
    else if (part.role === "unit") units.push(text);
    else if (part.role === "house") houses.push(part.until === undefined ? text : `${text}-${part.until}`);
    else if (part.role === "level") (numberChain ? levels : floors).push(text);
    else if (part.role === "side") floors.push(text);
    else if (part.role === "area") areas.push(text + part.of);
    else if (part.role !== "name") boxes.push(part.role + text);
  }
  const door = numberChain
    ? [...houses, ...blocks, ...units, ...levels, ...boxes].join("-")
    : insideOut(blocks.join("-"), [...units, ...boxes, ...houses]);
  return { door, floors: sorted(floors), areas: sorted(areas) };
}

function insideOut(block: string, numbers: readonly string[]): string {
  const [first] = numbers;
  if (block === "") return numbers.join("_");
  if (first === undefined) return block;
  const isTowerLetter = block.length === 1 && block > "9" && first < ":";
  return [`${block}${isTowerLetter ? "" : "-"}${first}`, ...numbers.slice(1)].join("_");
}

function sorted(texts: string[]): string {
  return texts.length < 2 ? (texts[0] ?? "") : [...new Set(texts)].sort().join("_");
}

export type DoorPart = Extract<AddressPart, { role: DoorRole }>;

export function isLoose(part: AddressPart): part is DoorPart {
  return part.role !== "name" && part.role !== "area" && part.loose !== undefined;
}

/**
 * How surely an address is one household's: `own` where it leads to a door, `shared` where it leads to a house that may have many,
 * `none` where its numbers lead to a place only (a ward, a floor of a mall, a hostel, a parcel locker).
 */
export function doorOf(reading: AddressReading): "own" | "shared" | "none" {
  const { parts, habits } = reading;
  const has = (role: AddressPart["role"]) => parts.some((part) => part.role === role);
  if (has("locker") || parts.some((part) => part.role === "name" && part.word.kinds.has("locker"))) return "none";
  if (has("box")) return "own";
  const isPlaced = reading.phrases.length > 0 || has("house") || has("block") || has("area");
  if (!isPlaced) return "none";
  if (namesSharedRooms(reading)) return "shared";
  if (parts.some((part) => part.role === "unit" && !isLoose(part))) return "own";
  const numbers = parts.filter(({ role }) => role === "house" || role === "unit");
  if (numbers.length === 0) return "none";
  const houses = numbers.filter((part) => !isLoose(part) || part.loose === "named-behind").length;
  if (houses === 0 || reading.endsInBuilding) return "shared";
  if (habits.country.flatsUnnumbered) return has("level") && has("side") ? "own" : "shared";
  return houses === 1 && namesManyHomes(reading) ? "shared" : "own";
}

/** Where strangers share a room. */
const SHARED_ROOMS = new Set(
  "hostel pg dormitory asrama yurdu yurt общежитие obshchezhitie studentenwohnheim wohnheim".split(" "),
);

/** "Room 12, Boys Hostel" is several people's who do not know each other, but "12 Hostel Road" and "Jl. Asrama 12" are in a street. */
function namesSharedRooms({ items, landmarks, habits }: AddressReading): boolean {
  const isStreet = (item: AddressItem | undefined) => item?.type === "word" && item.kinds.has("street");
  return items.some((item, index) => {
    if (item.type !== "word" || !SHARED_ROOMS.has(item.full) || landmarks.includes(item)) return false;
    const after = items[index + 1];
    const isNamed = after?.glue !== "," && isStreet(after);
    return !isNamed && !(habits.lexicon.kindFirst && item.glue !== "," && isStreet(items[index - 1]));
  });
}

const MANY_HOMES = new Set(
  "apartments towers society heights complex mall plaza arcade hostel dormitory residency campus college university school hospital".split(
    " ",
  ),
);

/** "Sea View Apartments, 12 Hill Road" is a house of many homes, but "12, Sea View Apartments" is one of them, and "College Road" a street. */
function namesManyHomes({ parts }: AddressReading): boolean {
  const many = parts.findIndex((part, index) => {
    const after = parts[index + 1];
    const isStreet = after?.role === "name" && !after.opensSegment && after.word.kinds.has("street");
    return part.role === "name" && MANY_HOMES.has(part.text) && !isStreet;
  });
  if (many < 0) return false;
  for (let index = many; index >= 0; index--) {
    const part = parts[index];
    if (part?.role === "name" && part.word.kinds.has("street")) return true;
    if (part?.role === "house") {
      const isAlone = part.opensSegment && parts[index + 1]?.opensSegment === true;
      const isSameSegment = parts.slice(index + 1, many + 1).every(({ opensSegment }) => !opensSegment);
      return !isAlone && !isSameSegment;
    }
  }
  return true;
}
