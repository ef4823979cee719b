import type { PostalAddress } from "../../../src/domain/checkout.ts";
import type { Random } from "../../../test/rig/shared/random.ts";
import { type Home, inventStreet, writeHome } from "./home.ts";

/** Two homes of different people that look alike. */
export type NegativeKind = {
  readonly kind: string;
  /** @returns undefined where the home gives no such neighbour */
  readonly neighbour: (home: Home, random: Random) => PostalAddress | undefined;
};

const OTHER_STREETS: { readonly [name: string]: string } = {
  Tilak: "Tulsi",
  Nehru: "Netaji",
  Station: "Stadium",
  Temple: "Tempo",
  Maple: "Apple",
  "North Cedar": "South Cedar",
  "West Willow": "East Willow",
  "South Chestnut": "North Chestnut",
  Victoria: "Vicarage",
  Mill: "Hill",
  Albert: "Alfred",
  Garten: "Gärtner",
  Linden: "Birken",
  Rosen: "Hasen",
};
const OTHER_KINDS: { readonly [kind: string]: string } = {
  Road: "Street",
  Street: "Road",
  Avenue: "Court",
  Lane: "Close",
  Marg: "Road",
  straße: "weg",
  weg: "straße",
  Drive: "Lane",
};

export const NEGATIVE_KINDS: readonly NegativeKind[] = [
  kind("next-house", (home) => ({ ...home, house: String(Number(home.house) + 1) })),
  kind("one-digit-of-house", (home, random) => ({ ...home, house: changeDigit(home.house, random) })),
  kind("house-letter", (home) => ({ ...home, house: `${home.house}A` })),
  kind("next-flat", (home) => home.unit && { ...home, unit: { ...home.unit, value: nextFlat(home.unit.value) } }),
  kind("flat-letter", (home) => home.unit && { ...home, unit: { ...home.unit, value: otherLetter(home.unit.value) } }),
  kind("flat-and-house-swapped", (home) => {
    if (home.unit === undefined || home.unit.value === home.house) return undefined;
    return { ...home, house: home.unit.value, unit: { ...home.unit, value: home.house } };
  }),
  kind("digits-transposed", (home) => {
    const [a = "", b = "", ...rest] = home.house;
    return b === "" || a === b || b === "0" ? undefined : { ...home, house: [b, a, ...rest].join("") };
  }),
  kind("one-digit-of-postcode", (home, random) => ({ ...home, postalCode: changeDigit(home.postalCode, random) })),
  kind("twin-street-in-other-town", (home) => ({
    ...home,
    city: `New ${home.city}`,
    postalCode: home.postalCode.replace(/\d/, (digit) => String((Number(digit) % 8) + 1)),
  })),
  kind("twin-street-in-other-village", (home) =>
    home.country === "DE" ? { ...home, city: `${home.city}-Nord` } : undefined,
  ),
  kind("same-number-in-other-street", (home, random) => {
    const street = inventStreet(home.country, random);
    return street.name === home.street.name || home.building !== undefined ? undefined : { ...home, street };
  }),
  kind("street-of-like-name", (home) => {
    const name = OTHER_STREETS[home.street.name];
    return name === undefined ? undefined : { ...home, street: { ...home.street, name } };
  }),
  kind("street-of-other-kind", (home) => {
    const other = OTHER_KINDS[home.street.kind];
    return other === undefined ? undefined : { ...home, street: { ...home.street, kind: other } };
  }),
  kind("tower-letter", (home, random) => {
    if (home.building === undefined) return undefined;
    return { ...home, building: `Tower ${random.pick(["B", "C", "D"])}, ${home.building}` };
  }),
];

function kind(name: string, change: (home: Home, random: Random) => Home | undefined): NegativeKind {
  return {
    kind: name,
    neighbour: (home, random) => {
      const changed = change(home, random);
      return changed && writeHome(changed);
    },
  };
}

function changeDigit(text: string, random: Random): string {
  const places = [...text].flatMap((letter, index) => (/\d/.test(letter) ? [index] : []));
  const place = places[random.below(places.length)] ?? 0;
  const digit = String((Number(text.charAt(place)) % 9) + 1);
  return text.slice(0, place) + digit + text.slice(place + 1);
}

function nextFlat(value: string): string {
  return value.replace(/^\d+/, (digits) => String(Number(digits) + 1));
}

function otherLetter(value: string): string {
  return /[A-Z]$/.test(value) ? value.replace(/[A-Z]$/, (letter) => (letter === "D" ? "A" : "D")) : `${value}A`;
}
