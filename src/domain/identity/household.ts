import type { PostalAddress } from "../checkout.ts";
import { countryHabits } from "./address-countries.ts";
import { addressItems } from "./address-items.ts";
import { addressLexicon } from "./address-lexicon.ts";
import { addressParts } from "./address-parts.ts";
import type { AddressReading } from "./address-reading.ts";
import { addressTokens } from "./address-tokens.ts";
import { buildingKey } from "./building-key.ts";
import { exactKey } from "./exact-key.ts";
import { foldText } from "./fold-text.ts";
import { nearKeys } from "./near-keys.ts";
import { postalCode } from "./postal-code.ts";

export type Household = {
  readonly exact: string;
  readonly building: string;
  readonly near: readonly string[];
  readonly region: string | undefined;
  readonly disguises: number;
};

/** The three household keys of an address; total on any text. */
export function household(address: PostalAddress): Household {
  const { reading, region, disguises } = readAddress(address);
  return {
    exact: exactKey(reading),
    building: buildingKey(reading),
    near: nearKeys(reading),
    region: region || undefined,
    disguises,
  };
}

function readAddress(address: PostalAddress): { reading: AddressReading; region: string; disguises: number } {
  const country = address.country.toUpperCase();
  const habits = countryHabits(country);
  const lexicon = addressLexicon(country);
  const lines = foldText(address.lines.join(","));
  const city = foldText(address.city ?? "");
  const region = foldText(address.region ?? "");
  const code = postalCode(foldText(address.postalCode ?? "").text, country);
  const items = addressItems(addressTokens(lines.text), lexicon);
  const parts = addressParts(items, habits.numberFirst);
  const town = code !== "" && habits.codeNamesTown ? "" : city.text;
  return {
    reading: { country, code, town, parts },
    region: region.text.trim(),
    disguises: lines.disguises + city.disguises + region.disguises,
  };
}
