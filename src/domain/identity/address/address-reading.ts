import type { AddressItem } from "./address-item.ts";
import type { AddressPart } from "./address-part.ts";
import type { DoorNumbers } from "./door-numbers.ts";
import type { ReadingHabits } from "./items.ts";
import type { AddressStreet } from "./street.ts";
import type { AddressToken } from "./tokens.ts";

/** A whole address, read, with the stages in between for those who ask why. */
export type AddressReading = {
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  readonly habits: ReadingHabits;
  /** Postal code, or empty. */
  readonly code: string;
  /** Whether the code that was given looks as codes of the country do; absent where none was, or where their form is not known. */
  readonly codeFits: boolean | undefined;
  /** The town's own name. */
  readonly townName: string;
  /** The town as far as it tells the household apart: empty where the postal code and a street say it already. */
  readonly town: string;
  /** Where the soft keys look: the postal code, with the numbers of a numbered town; else the town. */
  readonly place: string;
  /** State or province, or empty. */
  readonly region: string;
  /** All lines in folded letters. */
  readonly folded: string;
  readonly items: readonly AddressItem[];
  readonly endings: readonly AddressToken[];
  readonly notes: readonly AddressToken[];
  readonly landmarks: readonly AddressItem[];
  readonly parts: readonly AddressPart[];
  readonly numbers: DoorNumbers;
  readonly street: AddressStreet;
  readonly phrases: readonly string[];
  /** Where words are not spaced: the numbers lead to a building or a block, and to no door. */
  readonly endsInBuilding: boolean;
  /** By what a locker knows its customer, where the lines say it. */
  readonly postNumber: string;
  /** What was too long to read. */
  readonly unread: string;
  /** Tricks undone that people do not use: invisible and disguised letters, lines of punctuation alone. */
  readonly disguises: number;
};
