import type { AddressItem, AddressNumberItem, Joint } from "./address-item.ts";
import type { Draft, Role } from "./address-part.ts";
import type { ChainOrder, Country } from "./countries.ts";
import type { ReadingHabits } from "./items.ts";

/**
 * The parts of a number that a country joins: `3/12` is unit 3 of house 12 in Australia, `12/4` is house 12, flat 4 in Poland, and
 * "Flat A 12 High St" is flat A of house 12 where no tower has a letter.
 */
export function spreadNumber(
  { pieces, joints, letter, text }: AddressNumberItem,
  role: Role | undefined,
  following: AddressItem | undefined,
  opensSegment: boolean,
  { country, ranges }: ReadingHabits,
): Draft[] | undefined {
  const isNext = following !== undefined && following.glue !== ",";
  const leadsName = isNext && following.type === "word";
  if (letter !== undefined && role === "unit" && leadsName && !country.towerLetter && joints.length === 0) {
    const counted: Draft = {
      role: following.kinds.has("level") ? "level" : "house",
      text: text.slice(1),
      opensSegment: false,
    };
    return [{ role: "unit", text: letter, opensSegment }, counted];
  }
  const chain = chainOf(pieces, joints, country);
  if (chain === undefined) return undefined;
  if (country.doubleHouses) {
    const [first = "", until, flat] = chain.pieces;
    const isDouble = following?.type === "word" && following.kinds.has("unit");
    if (isDouble && flat === undefined) return [{ role: "house", text: first, until, opensSegment }];
    if (flat !== undefined && chain.pieces.length === 3)
      return spreadPieces({ ...chain, pieces: [`${first}-${until}`, flat] }, ranges, opensSegment);
  }
  if (role === "unit" ? chain.order !== "unit-house" : role !== undefined && role !== "house" && role !== "plot")
    return undefined;
  const leadsStreet = leadsName || (isNext && following.type === "number" && following.ordinal);
  if (chain.order === "unit-house" && !leadsStreet) return undefined;
  return spreadPieces(chain, ranges, opensSegment);
}

const CHAIN_MAX = 4;

type Chain = { readonly pieces: readonly string[]; readonly order: ChainOrder };

/** In "12/3-5" and "5/2-12" one of two signs parts unit from house, and the other is the house's own. */
function chainOf(pieces: readonly string[], joints: readonly Joint[], { joined }: Country): Chain | undefined {
  const [first] = joints;
  const last = joints.at(-1);
  if (first === undefined || last === undefined || pieces.length > CHAIN_MAX) return undefined;
  const order = joined[first] ?? (isFallen(pieces, joints) ? joined["/"] : undefined);
  if (order === "either" || (order === "unit-house" && joined[first] === undefined)) return undefined;
  if (joints.every((joint) => joint === first)) return order === undefined ? undefined : { pieces, order };
  const isOnce = (joint: Joint) => joints.filter((other) => other === joint).length === 1;
  if (order === "unit-house" && isOnce(first)) return { pieces: [pieces[0] ?? "", pieces.slice(1).join("-")], order };
  if (joined[last] === "house-unit" && isOnce(last))
    return { pieces: [pieces.slice(0, -1).join("-"), pieces.at(-1) ?? ""], order: "house-unit" };
  return undefined;
}

/** "8-4" is no house with the numbers from 8 to 4, and so what "8/4" is where houses stand before their flats. */
function isFallen(pieces: readonly string[], joints: readonly Joint[]): boolean {
  const [house = "", flat = ""] = pieces;
  return joints[0] === "-" && joints.length === 1 && Number.parseInt(flat, 10) < Number.parseInt(house, 10);
}

function spreadPieces({ pieces, order }: Chain, ranges: boolean, opensSegment: boolean): Draft[] | undefined {
  const [first = "", second = "", third, fourth] = pieces;
  const house = (text: string, opens: boolean): Draft => {
    const [from = "", until] = ranges ? text.split("-") : [text];
    return { role: "house", text: from, ...(until === undefined ? {} : { until }), opensSegment: opens };
  };
  if (order === "house-unit") {
    const stairs: Draft[] = third === undefined ? [] : [{ role: "block", text: second, opensSegment: false }];
    const floor: Draft[] =
      third === undefined || fourth === undefined ? [] : [{ role: "level", text: third, opensSegment: false }];
    return [
      house(first, opensSegment),
      ...stairs,
      ...floor,
      { role: "unit", text: fourth ?? third ?? second, opensSegment: false },
    ];
  }
  if (third !== undefined) return undefined;
  return [{ role: "unit", text: first.replace(UNIT_LETTER, ""), opensSegment }, house(second, false)];
}

/** "U3/12" is unit 3. */
const UNIT_LETTER = /^u(?=\d)/;

/** Longer ranges are two numbers: no house has more. Of short numbers fewer houses are one. */
const RANGE_MAX = 100;
const SHORT_RANGE_MAX = 20;
const LONG_LENGTH = 4;
/** Of shorter numbers nobody leaves out what the second has in common with the first. */
const SHORTENED_LENGTH_MIN = 3;

/** "3012-16" is one house that has the numbers from 3012 to 3016, and so is "12-16". */
export function rangeOf({
  pieces,
  joints,
}: AddressNumberItem): { readonly text: string; readonly until: string } | undefined {
  const [first = "", last = "", third] = pieces;
  if (joints[0] !== "-" || third !== undefined || last.length > first.length + 1) return undefined;
  if (first.length < SHORTENED_LENGTH_MIN && last.length < first.length) return undefined;
  if (!ONLY_DIGITS.test(first) || !ONLY_DIGITS.test(last)) return undefined;
  const until = first.slice(0, Math.max(0, first.length - last.length)) + last;
  const houses = Number(until) - Number(first);
  const most = first.length < LONG_LENGTH ? SHORT_RANGE_MAX : RANGE_MAX;
  return houses > 0 && houses <= most ? { text: first, until } : undefined;
}

const ONLY_DIGITS = /^\d+$/;
