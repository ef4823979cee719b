import type { AddressItem } from "./address-items.ts";

/** What is left of an address, and what was taken out as said elsewhere or meant for the postman only. */
export type Sifted = { readonly kept: readonly AddressItem[]; readonly dropped: readonly AddressItem[] };

/**
 * Takes out the town, region, country and postal code where a line ends with them: they have fields of their own.
 * @param endings the folded words of each, without empty ones; a postal code as one word
 */
export function withoutEndings(items: readonly AddressItem[], endings: readonly (readonly string[])[]): Sifted {
  const kept: AddressItem[] = [];
  const dropped: AddressItem[] = [];
  for (const segment of segments(items)) {
    let length = segment.length;
    for (let found = endingOf(segment, length, endings); found > 0; found = endingOf(segment, length, endings)) {
      length -= found;
    }
    kept.push(...segment.slice(0, length));
    dropped.push(...segment.slice(length));
  }
  return { kept, dropped };
}

function endingOf(segment: readonly AddressItem[], length: number, endings: readonly (readonly string[])[]): number {
  const found = endings.find(
    (ending) =>
      ending.length <= length && ending.every((word, index) => segment[length - ending.length + index]?.text === word),
  );
  return found?.length ?? 0;
}

/**
 * Takes out landmarks ("near Apollo Hospital", "opp. bus stand"), each up to the end of its segment. People word them
 * anew each time. A landmark with a number stays, and all stay where no other number tells the address apart.
 */
export function withoutLandmarks(items: readonly AddressItem[]): Sifted {
  const kept: AddressItem[] = [];
  const dropped: AddressItem[] = [];
  for (const segment of segments(items)) {
    const start = segment.findIndex((item) => item.type === "word" && item.kinds.has("landmark"));
    const landmark = start < 0 ? [] : segment.slice(start);
    const isRemark = landmark.length > 1 && landmark.every(({ type }) => type === "word");
    kept.push(...(isRemark ? segment.slice(0, start) : segment));
    if (isRemark) dropped.push(...landmark);
  }
  return kept.some(({ type }) => type === "number") ? { kept, dropped } : { kept: items, dropped: [] };
}

function segments(items: readonly AddressItem[]): AddressItem[][] {
  const found: AddressItem[][] = [];
  for (const item of items) {
    const last = found.at(-1);
    if (item.glue === "," || last === undefined) found.push([item]);
    else last.push(item);
  }
  return found;
}
