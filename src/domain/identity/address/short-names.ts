import type { AddressItem } from "./items.ts";

/** People whose streets are called by the last name as often as by the whole. */
const SHORT_NAMES: {
  readonly [country: string]: readonly { readonly whole: readonly string[]; readonly short: string }[];
} = {
  US: [
    { whole: ["martin", "luther", "king", "jr"], short: "king" },
    { whole: ["martin", "luther", "king", "junior"], short: "king" },
    { whole: ["martin", "luther", "king"], short: "king" },
    { whole: ["ml", "king"], short: "king" },
    { whole: ["mlk", "jr"], short: "king" },
    { whole: ["mlk"], short: "king" },
  ],
};
const TITLES = new Set(["dr", "doctor", "rev", "reverend"]);

/** "Dr. Martin Luther King Dr" is King Drive. */
export function withShortNames(items: readonly AddressItem[], country: string): readonly AddressItem[] {
  const names = SHORT_NAMES[country];
  if (names === undefined) return items;
  for (const [index, item] of items.entries()) {
    if (item.type !== "word" || !(item.text === "martin" || item.text === "mlk" || item.text === "ml")) continue;
    const found = names.find(({ whole }) => whole.every((word, offset) => isWord(items[index + offset], word)));
    if (found === undefined) continue;
    const before = items[index - 1];
    const titled = before?.type === "word" && TITLES.has(before.text);
    const start = titled ? index - 1 : index;
    const glue = items[start]?.glue ?? " ";
    const short: AddressItem = { ...item, text: found.short, full: found.short, kinds: NO_KINDS, glue };
    return [...items.slice(0, start), short, ...items.slice(index + found.whole.length)];
  }
  return items;
}

const NO_KINDS = new Set<never>();

function isWord(item: AddressItem | undefined, text: string): boolean {
  return item?.type === "word" && item.text === text;
}
