import type { Config } from "../../config.ts";
import { type Pepper, pseudonymsFor } from "../../domain/identity/pseudonym.ts";
import { assert } from "../../domain/result.ts";

/** A serial or order number in its one spelling. */
export type Clue = { readonly kind: "serial" | "order"; readonly value: string };

/** The keyed hash of a number of a shop's, under the pepper of today. */
export function clueKeysOf({ peppers }: Config, shop: string): (clue: Clue) => string {
  const [pepper] = peppers;
  assert(pepper !== undefined, "a checked configuration has a pepper");
  return keysUnder(pepper, shop);
}

/** Under every pepper that is still configured and for every shop: a listing does not say who sold the goods. */
export function everyClueKey({ peppers, shops }: Config, clue: Clue): readonly string[] {
  return peppers.flatMap((pepper) => [...shops.keys()].map((shop) => keysUnder(pepper, shop)(clue)));
}

function keysUnder(pepper: Pepper, shop: string): (clue: Clue) => string {
  const pseudonym = pseudonymsFor(shop, pepper);
  return ({ kind, value }) => pseudonym(kind, value);
}
