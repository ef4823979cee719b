import type { AddressPart } from "./address-part.ts";
import type { AddressReading } from "./address-reading.ts";
import { type DoorPart, doorNumbers, isLoose } from "./door.ts";
import { landmarkNumbers } from "./exact-key.ts";
import { addressStreet, isStreetKind, segmentsOfParts } from "./street.ts";

/** Areas that people leave out where they name the street. */
const SPARE_AREAS = new Set(
  "gate pillar kilometre kilometro quilometro milestone zone ward district purok barangay stage phase sector pocket rt rw moo survey khasra erf".split(
    " ",
  ),
);

/** Those of administrations alone: a numbered street says the place without them, too. */
const ADMINISTRATIVE_AREAS = new Set("uc ward district purok barangay rt rw moo".split(" "));

/**
 * The address without what may be put beside any door: landmarks with a number, numbers after a name that is nobody's ("Green 77"),
 * and the numbers of areas where a house and a named street say the place without them. Of a house with several numbers it keeps the first.
 * @param withoutFlat without a flat's number that nothing but its place says to be one ("77 Green"), too: to ask by, and no way to call two flats one
 */
export function withoutSpares(reading: AddressReading, withoutFlat: boolean): AddressReading | undefined {
  const { parts, habits } = reading;
  const hasLandmark = landmarkNumbers(reading) !== "";
  const doors = parts.filter(({ role }) => role === "house" || role === "unit");
  if (!hasLandmark && doors.length < 2 && !parts.some(isSpareKind)) return undefined;
  const sure = doors.find(leadsStreet(parts)) ?? doors.find((part) => !isLoose(part)) ?? doors[0];
  if (sure === undefined || habits.country.numberChain) return undefined;
  const segments = segmentsOfParts(parts);
  const isSureHouse = (part: AddressPart) => part.role === "house" && !isLoose(part);
  const isStreetArea = (part: AddressPart) =>
    part.role === "area" && habits.lexicon.words.get(part.of)?.kinds.has("street") === true;
  const saysStreet = segments.some((segment) => segment.some(isSureHouse) && segment.some(isStreetKind));
  const saysNumberedStreet = parts.some(isSureHouse) && parts.some(isStreetArea);
  const isSpareArea = (part: AddressPart) =>
    part.role === "area" &&
    ((saysStreet && SPARE_AREAS.has(part.of)) || (saysNumberedStreet && ADMINISTRATIVE_AREAS.has(part.of)));
  const alone = new Set(segments.flatMap((segment) => (segment.length === 1 ? segment : [])));
  const isBare = (part: AddressPart) =>
    withoutFlat && sure.role === "house" && mayBeBare(part) && (part.bare || alone.has(part));
  const isUntold = (part: AddressPart) => isLoose(part) && (withoutFlat || part.loose === "named-before");
  const isSpare = (part: AddressPart) => part !== sure && (isUntold(part) || isBare(part) || isSpareArea(part));
  const isSaid = hasLandmark || parts.some((part) => isSpare(part) || hasRange(part));
  if (!isSaid) return undefined;
  const kept = segments.flatMap((segment) => withoutNamed(segment, isSpare, habits).map(withoutRange));
  return {
    ...reading,
    landmarks: [],
    parts: kept,
    numbers: doorNumbers(kept, habits.country),
    street: addressStreet(kept, habits.lexicon),
  };
}

/** A house number with the name of its street right behind it. */
function leadsStreet(parts: readonly AddressPart[]): (part: AddressPart) => boolean {
  return (part) => {
    const from = parts.indexOf(part) + 1;
    const end = parts.findIndex((other, at) => at >= from && (other.opensSegment || other.role !== "name"));
    return part.role === "house" && parts.slice(from, end < 0 ? undefined : end).some(isStreetKind);
  };
}

const ONLY_DIGITS = /^\d+$/;

/** A number that nothing but its place says to be a flat's: the 77 of "12 Hill Road, 77" and of "77, 12 Hill Road". */
function mayBeBare(part: AddressPart): part is DoorPart {
  return (part.role === "house" || (part.role === "unit" && part.bare === true)) && ONLY_DIGITS.test(part.text);
}

/** A segment without its spare numbers and their names: all behind a street's, else the one before, as in "Clifton Green 77". */
function withoutNamed(
  segment: readonly AddressPart[],
  isSpare: (part: AddressPart) => boolean,
  { lexicon }: AddressReading["habits"],
): readonly AddressPart[] {
  const kept: AddressPart[] = [];
  let isNamedBehind = false;
  for (const part of segment) {
    if (part.role === "name" && isNamedBehind) continue;
    isNamedBehind = false;
    if (!isSpare(part)) {
      kept.push(part);
      continue;
    }
    isNamedBehind = isLoose(part) && part.loose === "named-behind";
    if (isNamedBehind || ("bare" in part && !isLoose(part))) continue;
    const run = kept.slice(kept.findLastIndex(({ role }) => role !== "name") + 1);
    const street = run.findLastIndex((name) => isStreetKind(name) || isCompound(name));
    const names = street >= 0 && !lexicon.kindFirst ? run.length - street - 1 : Math.min(run.length, 1);
    kept.splice(kept.length - names);
  }
  return kept;
}

function isCompound(part: AddressPart): boolean {
  return part.role === "name" && part.word.compound;
}

/** Beside a single door nothing is spare but these. */
function isSpareKind(part: AddressPart): boolean {
  return hasRange(part) || (part.role === "area" && (SPARE_AREAS.has(part.of) || ADMINISTRATIVE_AREAS.has(part.of)));
}

export function hasRange(part: AddressPart): boolean {
  return "until" in part && part.until !== undefined;
}

function withoutRange(part: AddressPart): AddressPart {
  return "until" in part ? { ...part, until: undefined } : part;
}
