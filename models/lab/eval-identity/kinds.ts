import assert from "node:assert/strict";
import { APART } from "../identity-corpus/kinds/apart.ts";
import { BELLS } from "../identity-corpus/kinds/bells.ts";
import { CODES } from "../identity-corpus/kinds/codes.ts";
import { DOORS } from "../identity-corpus/kinds/doors.ts";
import { DOORS_ABROAD } from "../identity-corpus/kinds/doors-abroad.ts";
import { FURTHER_CODES } from "../identity-corpus/kinds/further-codes.ts";
import { FURTHER_DOORS } from "../identity-corpus/kinds/further-doors.ts";
import { FURTHER_HABITS } from "../identity-corpus/kinds/further-habits.ts";
import { FURTHER_NUMBERS } from "../identity-corpus/kinds/further-numbers.ts";
import { FURTHER_READINGS } from "../identity-corpus/kinds/further-readings.ts";
import { FURTHER_WORDS } from "../identity-corpus/kinds/further-words.ts";
import { HOMES } from "../identity-corpus/kinds/homes.ts";
import type { KindFamily, KindPair } from "../identity-corpus/kinds/kind-family.ts";
import { LANDMARKS } from "../identity-corpus/kinds/landmarks.ts";
import { LOCKERS } from "../identity-corpus/kinds/lockers.ts";
import { MEET } from "../identity-corpus/kinds/meet.ts";
import { MORE_CODES } from "../identity-corpus/kinds/more-codes.ts";
import { MORE_DOORS } from "../identity-corpus/kinds/more-doors.ts";
import { MORE_LOCKERS } from "../identity-corpus/kinds/more-lockers.ts";
import { MORE_NUMBERS } from "../identity-corpus/kinds/more-numbers.ts";
import { MORE_STREETS } from "../identity-corpus/kinds/more-streets.ts";
import { NOTES } from "../identity-corpus/kinds/notes.ts";
import { NUMBERS } from "../identity-corpus/kinds/numbers.ts";
import { NUMERALS } from "../identity-corpus/kinds/numerals.ts";
import { PLACES } from "../identity-corpus/kinds/places.ts";
import { REPORTED_DOORS } from "../identity-corpus/kinds/reported-doors.ts";
import { REPORTED_PLACES } from "../identity-corpus/kinds/reported-places.ts";
import { REPORTED_STREETS } from "../identity-corpus/kinds/reported-streets.ts";
import { REPORTED_UNITS } from "../identity-corpus/kinds/reported-units.ts";
import { REPORTED_WORDS } from "../identity-corpus/kinds/reported-words.ts";
import { SPARE_NUMBERS } from "../identity-corpus/kinds/spare-numbers.ts";
import { SPELLINGS } from "../identity-corpus/kinds/spellings.ts";
import { STREETS } from "../identity-corpus/kinds/streets.ts";
import { STREETS_ABROAD } from "../identity-corpus/kinds/streets-abroad.ts";
import { STREETS_BY_DAY } from "../identity-corpus/kinds/streets-by-day.ts";
import { UNIT_WORDS } from "../identity-corpus/kinds/unit-words.ts";
import { WORDS_ABROAD } from "../identity-corpus/kinds/words-abroad.ts";
import { WRITTEN_HABITS } from "../identity-corpus/kinds/written-habits.ts";
import { KEY_STRENGTHS, type KeyStrength, keysByStrength, meet } from "./labelled-address.ts";
import type { Meetings } from "./own-figures.ts";

export type KindFigures = Pick<KindFamily, "family" | "must"> & Meetings & { readonly right: number };

/** Kinds of addresses that public bug reports hold, each with how many of its pairs are as they have to be. */
export const KIND_FAMILIES: readonly KindFamily[] = merged([
  ...APART,
  ...MEET,
  ...PLACES,
  ...DOORS,
  ...LOCKERS,
  ...CODES,
  ...NUMBERS,
  ...NUMERALS,
  ...NOTES,
  ...SPARE_NUMBERS,
  ...LANDMARKS,
  ...STREETS,
  ...UNIT_WORDS,
  ...MORE_CODES,
  ...MORE_DOORS,
  ...MORE_LOCKERS,
  ...MORE_NUMBERS,
  ...MORE_STREETS,
  ...FURTHER_DOORS,
  ...FURTHER_CODES,
  ...FURTHER_NUMBERS,
  ...FURTHER_WORDS,
  ...FURTHER_READINGS,
  ...HOMES,
  ...SPELLINGS,
  ...DOORS_ABROAD,
  ...STREETS_ABROAD,
  ...WORDS_ABROAD,
  ...REPORTED_DOORS,
  ...REPORTED_STREETS,
  ...REPORTED_PLACES,
  ...REPORTED_WORDS,
  ...REPORTED_UNITS,
  ...WRITTEN_HABITS,
  ...FURTHER_HABITS,
  ...STREETS_BY_DAY,
  ...BELLS,
]);

/** The pairs of a family together, wherever they are written down. */
function merged(families: readonly KindFamily[]): KindFamily[] {
  const byName = new Map<string, KindFamily>();
  for (const one of families) {
    const known = byName.get(one.family);
    assert(known === undefined || known.must === one.must, `${one.family} has one rule`);
    byName.set(one.family, known === undefined ? one : { ...known, pairs: [...known.pairs, ...one.pairs] });
  }
  return [...byName.values()];
}

export function measureKinds(): KindFigures[] {
  return KIND_FAMILIES.map(({ family, must, pairs }) => {
    const counts = { exact: 0, building: 0, near: 0, any: 0 };
    for (const pair of pairs) for (const key of KEY_STRENGTHS) if (meetsBy(pair, key)) counts[key] += 1;
    const right = pairs.filter((pair) => isRight(pair, must)).length;
    return { family, must, pairs: pairs.length, ...counts, right };
  });
}

function meetsBy({ a, b }: KindPair, key: KeyStrength): boolean {
  return meet(keysByStrength(a)[key], keysByStrength(b)[key]);
}

/** Whether a pair meets by the keys that it has to meet by, and by none that it must not. */
export function isRight(pair: KindPair, must: KindFamily["must"]): boolean {
  switch (must) {
    case "exact":
      return meetsBy(pair, "exact");
    case "near":
      return meetsBy(pair, "near") || meetsBy(pair, "exact");
    case "soft":
      return meetsBy(pair, "any");
    case "apart":
      return !meetsBy(pair, "exact");
    case "twins":
      return !meetsBy(pair, "exact") && !meetsBy(pair, "near");
  }
}
