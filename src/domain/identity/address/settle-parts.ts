import type { AddressWordItem } from "./address-item.ts";
import { type AddressPart, type Draft, NAME } from "./address-part.ts";
import type { Country } from "./countries.ts";
import type { WordKind } from "./lexicon.ts";

/** What the numbers are by what stands around them, once each word has been read. */
export function settleParts(parts: readonly Draft[], country: Country): AddressPart[] {
  const behindStairs = country.stairLetters ? withStairs(parts) : parts;
  const marked = withLooseLeads(withLoose(behindStairs, country), country);
  const placed = country.numberFirst
    ? withPlots(withTrailingUnits(marked))
    : withPlots(withFollowingUnits(withHomes(marked), country));
  return country.floorDoor ? withFloorDoors(placed) : placed;
}

/** "5, porras E" is 5 E: the letter behind a house is that of its stairs. */
function withStairs(parts: readonly Draft[]): Draft[] {
  const stairs = parts.find((part) => part.role === "block" && LETTER.test(part.text));
  const house = parts.find(({ role }) => role === "house" || role === "plot");
  if (stairs?.role !== "block" || house?.role !== "house" || !ENDS_IN_DIGIT.test(house.text)) return [...parts];
  return parts.flatMap((part) => {
    if (part === stairs) return [];
    return [part === house ? { ...house, text: house.text + stairs.text } : part];
  });
}

const ENDS_IN_DIGIT = /\d$/;

const NAMED_PLACES: readonly WordKind[] = ["locality", "building", "feature", "block"];

/**
 * A number after a name that is no street's, no house's and no locality's may be anything: "Green 77", "Terminal 2". It tells one address
 * from another, and nobody knows that it leads to a door.
 */
function withLoose(parts: readonly Draft[], { compass, numberChain, numberFirst }: Country): Draft[] {
  let names: AddressWordItem[] = [];
  let housesSeen = 0;
  let doorsSeen = 0;
  return parts.map((part, index) => {
    if (part.opensSegment) names = [];
    if (part.role === "name") {
      names.push(part.word);
      return part;
    }
    if (part.role === "area" && part.of === NAME) return part;
    const street = names.findLastIndex(isStreetName);
    const last = numberFirst && housesSeen > 0 ? names.slice(street + 1) : [];
    const isBehind = street >= 0 && last.some(isPlainName);
    const isStreets = street >= 0 && !isBehind;
    const named = isBehind ? last : names;
    const isFeature = doorsSeen > 0 && named.at(-1)?.kinds.has("feature") === true;
    const isPlaces =
      named.length > 1 && !isFeature && named.some(({ kinds }) => NAMED_PLACES.some((kind) => kinds.has(kind)));
    const isUnspaced = numberChain && names.some(({ text }) => text > "\x7f");
    const after = parts[index + 1];
    const isJoined =
      (after?.opensSegment === false && (after.role === "unit" || (!numberFirst && after.role !== "name"))) ||
      (!numberFirst && after?.role === "level");
    const isKnown =
      names.length === 0 || isUnspaced || isJoined || (isStreets && !(compass && housesSeen === 0)) || isPlaces;
    names = [];
    if (part.role === "house" || part.role === "plot") housesSeen += 1;
    if (part.role === "house" || part.role === "plot" || part.role === "unit") doorsSeen += 1;
    return part.role === "house" && !isKnown ? { ...part, loose: "named-before" } : part;
  });
}

/** Beside a house with its street, the 77 of "12 Hill Road 77 Green" and of "77 Green, 12 Hill Road" leads to neither. */
function withLooseLeads(parts: readonly Draft[], { numberFirst, numberChain }: Country): readonly Draft[] {
  if (!numberFirst || numberChain) return parts;
  const led = parts.map((part, index) => (part.role === "house" ? namesBehind(parts, index) : []));
  if (!led.some(nameStreet)) return parts;
  return parts.map((part, index) => {
    const names = led[index] ?? [];
    return part.role === "house" && names.length > 0 && names.every(isNoPlace) && !nameStreet(names)
      ? { ...part, loose: "named-behind" }
      : part;
  });
}

function namesBehind(parts: readonly Draft[], index: number): AddressWordItem[] {
  const names: AddressWordItem[] = [];
  for (let part = parts[index + 1]; part?.role === "name" && !part.opensSegment; part = parts[index + 1 + names.length])
    names.push(part.word);
  return names;
}

/** "Hill Road", and "Park Row" as well, though "Row" ends other names. */
function nameStreet(names: readonly AddressWordItem[]): boolean {
  return names.some(isStreetName) || (names.length > 1 && names.at(-1)?.kinds.has("feature") === true);
}

/** Words that say nothing of where a door is, or, as "Green" and "Hill" do, too little. */
function isNoPlace({ kinds, compound }: AddressWordItem): boolean {
  return !compound && [...kinds].every((kind) => kind === "feature");
}

function isStreetName({ kinds, compound }: AddressWordItem): boolean {
  return compound || kinds.has("street");
}

/** The "Green" of "12 Hill Road Green 77". */
function isPlainName({ kinds }: AddressWordItem): boolean {
  return kinds.size === 0;
}

/** In "12 North Street 4B" and "12 North Street, 4B" the last number is the flat. */
function withTrailingUnits(parts: readonly Draft[]): Draft[] {
  let houseSeen = false;
  let nameSinceHouse = false;
  return parts.map((part, index) => {
    const endsSegment = parts[index + 1]?.opensSegment ?? true;
    if (part.role === "house" && houseSeen && nameSinceHouse && endsSegment) return asUnit(part);
    if (part.role === "house" || part.role === "plot") houseSeen = true;
    if (part.role === "name") nameSinceHouse = houseSeen;
    return part;
  });
}

/** "Mannerheimintie 5 A 12", "Rua Augusta 5, 12": where the house stands after its street, a number right behind it is the flat's. */
function withFollowingUnits(parts: readonly Draft[], { numberChain, floorDoor, flatsUnnumbered }: Country): Draft[] {
  if (numberChain || floorDoor) return [...parts];
  return parts.map((part, index) => {
    const before = parts[index - 1]?.role;
    const mayStandAlone = !flatsUnnumbered || (part.role === "house" && LETTER_FIRST.test(part.text));
    const isAlone = part.opensSegment && mayStandAlone && (parts[index + 1]?.opensSegment ?? true);
    const isSecond =
      part.role === "house" && (!part.opensSegment || isAlone) && (before === "house" || before === "level");
    return isSecond ? asUnit(part) : part;
  });
}

/** "H0302" is a Norwegian flat, and no house anywhere begins with a letter where flats stand behind them. */
const LETTER_FIRST = /^[a-z]\d/;

function asUnit(part: Draft): Draft {
  return part.role === "house" ? { ...part, role: "unit", bare: true } : part;
}

/** "Pasaje Los Olmos 12, casa 4": behind the house of a street its "casa" is one of several. */
function withHomes(parts: readonly Draft[]): Draft[] {
  let houseSeen = false;
  return parts.map((part) => {
    if (part.role === "plot" && houseSeen) return { ...part, role: "unit" };
    houseSeen ||= part.role === "house";
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
const COUNTED_DOORS = /^(\d{1,2})-(\d{1,2})$/;

/** "Calle Mayor 5, 3º B" is floor 3, door B of house 5, and so are "3, B" and "3º, pta B"; "1º 2ª" is door 2 of the first floor. */
function withFloorDoors(parts: readonly AddressPart[]): AddressPart[] {
  let houseSeen = false;
  let doorSeen = false;
  const hasFloor = parts.some(({ role }) => role === "level");
  return parts.flatMap((part, index): AddressPart[] => {
    const after = parts[index + 1];
    const { opensSegment } = part;
    if (houseSeen && !doorSeen && isFloor(parts[index - 1]) && isLoneLetter(parts, index))
      return [{ role: "unit", text: part.text, opensSegment }];
    if (part.role === "unit") doorSeen = true;
    if (part.role === "unit" && !hasFloor) return floorAndDoor(part.text, opensSegment) ?? [part];
    if (part.role !== "house") return [part];
    const isFirst = !houseSeen;
    houseSeen = true;
    if (isFirst) return [part];
    if (opensSegment && (after?.role === "unit" || isLoneLetter(parts, index + 1))) return [{ ...part, role: "level" }];
    if (opensSegment && after?.role === "house" && !after.opensSegment && (parts[index + 2]?.opensSegment ?? true))
      return [{ ...part, role: "level" }];
    const before = parts[index - 1];
    if (!opensSegment && before?.role === "house" && before.opensSegment && index > 1 && hasHouse(parts, index - 1))
      return [{ role: "unit", text: part.text, opensSegment }];
    const text = part.until === undefined ? part.text : `${part.text}-${part.until}`;
    return floorAndDoor(text, opensSegment, opensSegment ? [FLOOR_AND_DOOR, COUNTED_DOORS] : undefined) ?? [part];
  });
}

/** "3B" as a floor and its door. */
export function floorAndDoor(
  text: string,
  opensSegment: boolean,
  forms: readonly RegExp[] = [FLOOR_AND_DOOR],
): AddressPart[] | undefined {
  const found = forms.map((form) => form.exec(text)).find((match) => match !== null);
  if (found === undefined) return undefined;
  const [, level = "", unit = ""] = found;
  return [
    { role: "level", text: level, opensSegment },
    { role: "unit", text: unit, opensSegment: false },
  ];
}

/** The "B" of "3, B": a letter and nothing else between two commas. */
function isLoneLetter(parts: readonly AddressPart[], index: number): boolean {
  const part = parts[index];
  const isLetter = part?.role === "name" && part.opensSegment && LETTER.test(part.word.text);
  return isLetter && (parts[index + 1]?.opensSegment ?? true);
}

const LETTER = /^[a-z]$/;

/** What a door's letter may follow: a floor that is named, or a number that stands alone. */
function isFloor(part: AddressPart | undefined): boolean {
  return part?.role === "level" || (part?.role === "house" && part.opensSegment);
}

function hasHouse(parts: readonly AddressPart[], end: number): boolean {
  return parts.slice(0, end).some(({ role }) => role === "house");
}
