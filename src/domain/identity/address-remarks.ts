import type { AddressItem } from "./address-items.ts";
import type { AddressToken } from "./address-tokens.ts";

/** What is left of an address, and what was taken out as said elsewhere or meant for the postman only. */
export type Sifted<T> = { readonly kept: readonly T[]; readonly dropped: readonly T[] };

/**
 * Takes out the town, region, country and postal code where a line ends with them: they have fields of their own.
 * @param names the folded words of each, without empty ones
 * @param code the postal code in lower case, however the line spaces it; empty for none
 */
export function withoutEndings(
  tokens: readonly AddressToken[],
  names: readonly (readonly string[])[],
  code: string,
): Sifted<AddressToken> {
  const kept: AddressToken[] = [];
  const dropped: AddressToken[] = [];
  for (const segment of segments(tokens)) {
    const texts = segment.map(({ text }) => text);
    for (let found = -1; found !== 0; ) {
      found = codeLength(texts, code) || nameLength(texts, names);
      texts.length -= found;
    }
    kept.push(...segment.slice(0, texts.length));
    dropped.push(...segment.slice(texts.length));
  }
  return { kept, dropped };
}

function nameLength(texts: readonly string[], names: readonly (readonly string[])[]): number {
  const found = names.find((name) => name.every((word, index) => texts[texts.length - name.length + index] === word));
  return found?.length ?? 0;
}

function codeLength(texts: readonly string[], code: string): number {
  let rest = code;
  let length = 0;
  for (let text = texts.at(-1); rest !== "" && text; text = texts[texts.length - 1 - length]) {
    if (!rest.endsWith(text)) return 0;
    rest = rest.slice(0, -text.length);
    length += 1;
  }
  return rest === "" ? length : 0;
}

/**
 * Takes out landmarks ("near Apollo Hospital", "opp. bus stand"), each up to the end of its segment. People word them
 * anew each time. A landmark with a number stays, and all stay where no other number tells the address apart.
 */
export function withoutLandmarks(items: readonly AddressItem[]): Sifted<AddressItem> {
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

function segments<T extends { readonly glue: string }>(items: readonly T[]): T[][] {
  const found: T[][] = [];
  for (const item of items) {
    const last = found.at(-1);
    if (item.glue === "," || last === undefined) found.push([item]);
    else last.push(item);
  }
  return found;
}
