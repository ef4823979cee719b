import type { AddressItem, AddressWordItem } from "./address-item.ts";
import type { Draft, Reading } from "./address-part.ts";
import type { ReadingHabits } from "./items.ts";

export const ROMAN = numerals("i ii iii iv v vi vii viii ix x");
/** As `foldText` leaves them: "Β' όροφος". */
const GREEK = numerals("a β y δ ε στ ζ η");

function numerals(words: string): ReadonlyMap<string, string> {
  return new Map(words.split(" ").map((word, index) => [word, String(index + 1)]));
}

/** "Ground floor", "II. Stock", or a floor's name at the end of a segment or beside a flat. */
export function readLevelWord(
  items: readonly AddressItem[],
  index: number,
  { lexicon, country }: ReadingHabits,
): Reading | undefined {
  const [word, after] = items.slice(index, index + 2);
  if (word?.type !== "word") return undefined;
  const opensSegment = word.glue === ",";
  const isBeforeLevel = after?.type === "word" && after.kinds.has("level") && after.glue !== ",";
  const floor = isBeforeLevel ? (lexicon.language === "el" ? GREEK : ROMAN).get(word.text) : undefined;
  if (floor !== undefined) return { parts: [{ role: "level", text: floor, opensSegment }], next: index + 2 };
  if (word.kinds.has("side") && isBeforeLevel && after.full === "ground") {
    const floor = items[index + 2];
    const saysFloor = floor?.type === "word" && floor.kinds.has("level") && floor.glue !== ",";
    return { parts: [{ role: "level", text: `${word.full}ground`, opensSegment }], next: index + (saysFloor ? 3 : 2) };
  }
  if (!word.kinds.has("level")) return undefined;
  const part: Draft = { role: "level", text: word.full, opensSegment };
  if (isBeforeLevel) {
    const text = lexicon.english ? word.full : [word.full, after.full].sort().join(" ");
    return { parts: [{ ...part, text }], next: index + 2 };
  }
  const ends = after === undefined || after.glue === ",";
  if (country.floorDoor && !ends && after.type === "word" && after.text.length === 1 && isEnd(items[index + 2])) {
    return { parts: [part, { role: "unit", text: after.text, opensSegment: false }], next: index + 2 };
  }
  const isBesideDoor = after?.type === "word" && (after.kinds.has("side") || (opensSegment && after.kinds.has("unit")));
  const isBeforeDoor =
    country.floorFirst && (after?.type === "number" || after?.kinds.has("unit")) && after.glue !== ",";
  return isBeforeDoor || (ends && (opensSegment || !lexicon.english || word.text.includes(" "))) || isBesideDoor
    ? { parts: [part], next: index + 1 }
    : undefined;
}

function isEnd(item: AddressItem | undefined): boolean {
  return item === undefined || item.glue === ",";
}

const PLACE_KINDS = ["unit", "block", "side", "level", "house"] as const;
/** Which of a house's homes: "Garden Flat", "Guest House". */
const PLACE_WORDS = new Set(
  "garden gardens attic main guest coach carriage granny pool hand north south east west nord sud sued ost est ouest norte sur este oeste".split(
    " ",
  ),
);
const PLACE_LENGTH_MAX = 3;

/** "East Wing", "bât. Nord", "Left Hand Flat", "Garden Flat": a part of the house by its place, and nothing else between two commas. */
export function readPlace(items: readonly AddressItem[], index: number): Reading | undefined {
  const first = items[index];
  if (first?.type !== "word" || first.glue !== ",") return undefined;
  const end = items.findIndex((item, at) => at > index && item.glue === ",");
  const segment = items.slice(index, end < 0 ? undefined : end);
  if (segment.length < 2 || segment.length > PLACE_LENGTH_MAX) return undefined;
  const words = segment.flatMap((item) => (item.type === "word" ? [item] : []));
  const isPlaced = words.some(({ text, kinds }) => PLACE_WORDS.has(text) || kinds.has("direction"));
  const isPlace = ({ text, kinds }: AddressWordItem) =>
    PLACE_WORDS.has(text) || kinds.has("direction") || PLACE_KINDS.some((kind) => kinds.has(kind));
  const isHome = words.some(({ kinds }) => PLACE_KINDS.some((kind) => kinds.has(kind)));
  const isGround = words.some(({ full }) => full === "ground");
  if (words.length < segment.length || isGround || !isPlaced || !isHome || !words.every(isPlace)) return undefined;
  return {
    parts: [{ role: "side", text: words.map(({ full }) => full).join(" "), opensSegment: true }],
    next: index + words.length,
  };
}

const DOOR_KINDS = ["unit", "level", "side"] as const;

/**
 * "Hinterhaus links", "3rd floor rear", "Upper flat": where on the floor, or in the yard. In English the same words begin names
 * ("Front Street"), so they have to stand alone, beside a flat or after everything else.
 */
export function readSide(
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
