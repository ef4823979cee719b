import type { PostalAddress } from "../../../src/domain/checkout.ts";
import type { Random } from "../../../test/rig/shared/random.ts";

/** An invented home, taken apart so that jigs can spell each part their way. All names are common words, no place is meant. */
export type Home = {
  readonly country: "IN" | "US" | "GB" | "DE";
  readonly unit: { readonly word: string; readonly value: string } | undefined;
  readonly building: string | undefined;
  readonly house: string;
  /** Name and kind stand as a country writes them: "North Street", "Gartenstraße". */
  readonly street: { readonly name: string; readonly kind: string };
  readonly locality: string | undefined;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
};

const BUILDINGS = [
  "Sea View",
  "Sai Krishna Residency",
  "Green Valley Apartments",
  "Lotus Heights",
  "Shanti Niwas",
  "Palm Grove Society",
  "Sunrise Towers",
  "Silver Oak Villa",
] as const;
const STREETS = {
  IN: [
    ["Tilak", "Road"],
    ["MG", "Road"],
    ["Station", "Road"],
    ["Temple", "Street"],
    ["Nehru", "Marg"],
    ["Lake View", "Road"],
    ["Ambedkar", "Marg"],
    ["Church", "Street"],
    ["Hospital", "Road"],
    ["Market", "Lane"],
  ],
  US: [
    ["Maple", "Street"],
    ["North Cedar", "Avenue"],
    ["West Willow", "Drive"],
    ["Jefferson", "Boulevard"],
    ["Hickory", "Lane"],
    ["South Chestnut", "Road"],
    ["Franklin", "Court"],
    ["Sycamore", "Terrace"],
  ],
  GB: [
    ["Victoria", "Road"],
    ["Mill", "Lane"],
    ["Station", "Road"],
    ["Albert", "Street"],
    ["Chapel", "Street"],
    ["Grove", "Avenue"],
    ["Richmond", "Terrace"],
    ["Orchard", "Close"],
  ],
  DE: [
    ["Garten", "straße"],
    ["Bahnhof", "straße"],
    ["Linden", "weg"],
    ["Mühlen", "weg"],
    ["Schiller", "straße"],
    ["Kirch", "gasse"],
    ["Rosen", "straße"],
    ["Müller", "straße"],
  ],
} as const;
const LOCALITIES = [
  "Gandhi Nagar",
  "Shivaji Nagar",
  "Ashok Vihar",
  "Model Colony",
  "Vasant Enclave",
  "Laxmi Layout",
] as const;
const TOWNS = {
  IN: [
    ["Mumbai", "Maharashtra"],
    ["Bengaluru", "Karnataka"],
    ["Pune", "Maharashtra"],
    ["Chennai", "Tamil Nadu"],
    ["Hyderabad", "Telangana"],
  ],
  US: [
    ["Springfield", "IL"],
    ["Riverside", "CA"],
    ["Fairview", "TN"],
    ["Georgetown", "TX"],
  ],
  GB: [
    ["Reading", "Berkshire"],
    ["Bolton", "Lancashire"],
    ["Derby", "Derbyshire"],
  ],
  DE: [
    ["Neustadt", "Hessen"],
    ["Altenburg", "Thüringen"],
    ["Neukirchen", "Sachsen"],
  ],
} as const;
const UNIT_WORDS = { IN: "Flat", US: "Apt", GB: "Flat", DE: "Wohnung" } as const;
const COUNTRIES = ["IN", "IN", "IN", "US", "GB", "DE"] as const;

/** One invented home; India as often as the others together. */
export function inventHome(random: Random): Home {
  const country = random.pick(COUNTRIES);
  const street = inventStreet(country, random);
  const [city, region] = random.pick<readonly [string, string]>(TOWNS[country]);
  const hasUnit = random.below(3) > 0;
  return {
    country,
    unit: hasUnit ? { word: UNIT_WORDS[country], value: unitValue(random) } : undefined,
    building: country === "IN" && random.below(3) > 0 ? random.pick(BUILDINGS) : undefined,
    house: String(1 + random.below(country === "US" ? 4800 : 180)),
    street,
    locality: country === "IN" && random.below(2) > 0 ? random.pick(LOCALITIES) : undefined,
    city,
    region,
    postalCode: inventPostalCode(country, random),
  };
}

/** Another street of the same country. */
export function inventStreet(country: Home["country"], random: Random): Home["street"] {
  const [name, kind] = random.pick<readonly [string, string]>(STREETS[country]);
  return { name, kind };
}

function unitValue(random: Random): string {
  const number = String(2 + random.below(1200));
  return random.below(2) === 0 ? number : `${number}${random.pick(["A", "B", "C", "D"])}`;
}

function inventPostalCode(country: Home["country"], random: Random): string {
  const digits = (count: number) => Array.from({ length: count }, () => String(random.below(10))).join("");
  switch (country) {
    case "IN":
      return `${1 + random.below(8)}${digits(5)}`;
    case "US":
    case "DE":
      return `${1 + random.below(9)}${digits(4)}`;
    case "GB":
      return `${random.pick(["RG", "BL", "DE"])}${1 + random.below(9)} ${1 + random.below(9)}${random.pick(["AB", "PQ", "XY"])}`;
  }
}

export function streetText({ street, country }: Home): string {
  return country === "DE" ? street.name + street.kind : `${street.name} ${street.kind}`;
}

/** House number and street in the country's order. */
export function doorText(home: Home, house = home.house, street = streetText(home)): string {
  return home.country === "DE" ? `${street} ${house}` : `${house} ${street}`;
}

export function unitText({ unit }: Home): string | undefined {
  return unit && `${unit.word} ${unit.value}`;
}

/** The plain way to write a home: unit and building on the first line, the street on the next. */
export function writeHome(home: Home): PostalAddress {
  const inside = [unitText(home), home.building].filter((text) => text !== undefined).join(", ");
  const outside = [doorText(home), home.locality].filter((text) => text !== undefined).join(", ");
  return withLines(home, inside === "" ? [outside] : [inside, outside]);
}

export function withLines(home: Home, lines: readonly string[]): PostalAddress {
  const { city, region, postalCode, country } = home;
  return { lines, city, region, postalCode, country };
}
