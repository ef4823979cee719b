import type { WordKind } from "./lexicon.ts";
import type { Glue } from "./tokens.ts";

export type AddressWordItem = {
  readonly type: "word";
  /** As written, folded. */
  readonly text: string;
  /** The full spelling of an abbreviation, else the word itself. */
  readonly full: string;
  readonly kinds: ReadonlySet<WordKind>;
  /** Name and kind of street in one word, as in "Gartenstraße" and, spelled apart, "Garten Str." */
  readonly compound: boolean;
  readonly glue: Glue;
};

/** A number with the letters that belong to it: `12`, `4b`, `a1203`, `12-3-456-7`. No digit of it was changed. */
export type AddressNumberItem = {
  readonly type: "number";
  readonly text: string;
  /** Written as an ordinal: `96th`, "third". */
  readonly ordinal: boolean;
  /** What the number is made of, where a slash or a hyphen joins it. */
  readonly pieces: readonly string[];
  /** What joins them, from left to right. */
  readonly joints: readonly Joint[];
  /** A letter stands before it with a space, as in "A 12". */
  readonly letter: string | undefined;
  readonly glue: Glue;
};

export type Joint = "/" | "-";

export type AddressItem = AddressWordItem | AddressNumberItem;
