import type { PostalAddress } from "../checkout.ts";
import { type CountryHabits, countryHabits } from "./address-countries.ts";
import { type AddressItem, addressItems } from "./address-items.ts";
import { addressLexicon } from "./address-lexicon.ts";
import { type AddressPart, addressParts } from "./address-parts.ts";
import { withoutEndings, withoutLandmarks } from "./address-remarks.ts";
import { type AddressStreet, addressStreet } from "./address-street.ts";
import { type AddressToken, addressTokens } from "./address-tokens.ts";
import { shortenCounters } from "./cjk-numbers.ts";
import { type FoldedText, foldText } from "./fold-text.ts";
import { postalCode } from "./postal-code.ts";

/** Longer than any label; what comes after it is kept as written, so that reading costs the same on any text. */
const LINES_LENGTH_MAX = 600;
const FIELD_LENGTH_MAX = 100;

const COUNTRY_NAMES: { readonly [country: string]: readonly (readonly string[])[] } = {
  CN: [["china"]],
  DE: [["deutschland"], ["germany"]],
  FR: [["france"]],
  GB: [["uk"], ["england"], ["united", "kingdom"]],
  IN: [["india"], ["bharat"]],
  JP: [["japan"]],
  US: [["usa"], ["united", "states"]],
};

/** A whole address, read, with the stages in between for those who ask why. */
export type AddressReading = {
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  readonly habits: CountryHabits;
  /** Postal code, or empty. */
  readonly code: string;
  /** The town, empty where the postal code says it already; a numbered one ("Dublin 2", "Sector 15") says more. */
  readonly town: string;
  /** Where the soft keys look: the postal code, with the numbers of a numbered town; else the town. */
  readonly place: string;
  /** State or province, or empty. */
  readonly region: string;
  /** All lines in folded letters. */
  readonly folded: string;
  readonly items: readonly AddressItem[];
  readonly endings: readonly AddressToken[];
  readonly landmarks: readonly AddressItem[];
  readonly parts: readonly AddressPart[];
  readonly street: AddressStreet;
  /** What was too long to read. */
  readonly unread: string;
  /** Tricks undone that people do not use: invisible and disguised letters, lines of punctuation alone. */
  readonly disguises: number;
};

/** Reads any text as an address, in time that does not grow with its length. */
export function readAddress(address: PostalAddress): AddressReading {
  const country = address.country.toUpperCase();
  const habits = countryHabits(country);
  const lexicon = addressLexicon(country);
  const written = address.lines.join(",");
  const lines = foldHead(written, LINES_LENGTH_MAX);
  const city = foldHead(address.city ?? "", FIELD_LENGTH_MAX);
  const region = foldHead(address.region ?? "", FIELD_LENGTH_MAX);
  const postal = foldHead(address.postalCode ?? "", FIELD_LENGTH_MAX);
  const code = postalCode(postal.text, country);
  const folded = habits.numberChain ? withoutPrefixes(shortenCounters(lines.text), region.text, city.text) : lines.text;
  const names = [wordsOf(city.text), wordsOf(region.text), [country.toLowerCase()], ...(COUNTRY_NAMES[country] ?? [])];
  const endings = withoutEndings(addressTokens(folded), names.filter(isWritten), code.toLowerCase());
  const items = addressItems(endings.kept, lexicon);
  const remarks = habits.landmarks ? withoutLandmarks(items) : { kept: items, dropped: [] };
  const parts = addressParts(remarks.kept, habits.numberFirst);
  const townWords = wordsOf(city.text).filter((word) => word !== code.toLowerCase());
  const townNumbers = townWords.filter((word) => DIGIT.test(word));
  const isTownKnown = code !== "" && habits.codeNamesTown && townNumbers.length === 0;
  return {
    country,
    habits,
    code,
    town: isTownKnown ? "" : townWords.join(" "),
    place: code === "" ? townWords.join(" ") : [code, ...townNumbers].join(" "),
    region: wordsOf(region.text).join(" "),
    folded,
    items,
    endings: endings.dropped,
    landmarks: remarks.dropped,
    parts,
    street: addressStreet(parts, lexicon),
    unread: lines.unread + city.unread + postal.unread,
    disguises: lines.disguises + city.disguises + region.disguises + address.lines.filter(isFiller).length,
  };
}

/** Folding may lengthen a text (one ligature stands for four words), so the bound is kept before and after. */
function foldHead(written: string, lengthMax: number): FoldedText & { readonly unread: string } {
  const { text, disguises } = foldText(written.slice(0, lengthMax));
  return { text: text.slice(0, lengthMax), disguises, unread: text.slice(lengthMax) + written.slice(lengthMax) };
}

const DIGIT = /\d/;

function wordsOf(folded: string): string[] {
  return addressTokens(folded).map(({ text }) => text);
}

function isWritten(words: readonly string[]): boolean {
  return words.length > 0 && words.every((word) => word !== "");
}

/** Where words are not spaced, the region and the town stand before the rest. */
function withoutPrefixes(text: string, region: string, city: string): string {
  let rest = text;
  for (const prefix of [region, city]) if (prefix > "\x7f" && rest.startsWith(prefix)) rest = rest.slice(prefix.length);
  return rest;
}

const READABLE = /[\p{L}\p{N}]/u;

function isFiller(line: string): boolean {
  return line !== "" && !READABLE.test(line.slice(0, LINES_LENGTH_MAX));
}

/**
 * The numbers that lead to a door, inside out: flat before house, so that a flat may stand on any line. A tower's letter
 * is written onto the number that follows it, as in "A-1203" for flat 1203 of tower A. Where a country chains its
 * numbers from large to small, so does this.
 */
export function doorNumbers({ parts, habits }: AddressReading): string {
  const texts = (role: AddressPart["role"]) => parts.filter((part) => part.role === role).map(({ text }) => text);
  const blocks = texts("block");
  if (habits.numberChain) return [...texts("house"), ...blocks, ...texts("unit"), ...texts("level")].join("-");
  const block = blocks.join("-");
  const numbers = [...texts("unit"), ...texts("house")];
  const [first] = numbers;
  if (block === "") return numbers.join("_");
  if (first === undefined) return block;
  const isTowerLetter = block.length === 1 && block > "9" && first < ":";
  return [`${block}${isTowerLetter ? "" : "-"}${first}`, ...numbers.slice(1)].join("_");
}

/** Floors, in an order of their own; a chain of numbers holds them already. */
export function floorNumbers({ parts, habits }: AddressReading): string {
  const floors = parts.flatMap((part) => (part.role === "level" && !habits.numberChain ? [part.text] : []));
  return floors.sort().join("_");
}

/** Numbered streets, sectors and phases, in an order of their own. */
export function areaNumbers({ parts }: AddressReading): string {
  const areas = parts.flatMap((part) => (part.role === "area" ? [`${part.text}${part.of}`] : []));
  return areas.sort().join("_");
}
