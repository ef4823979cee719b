import { doorText, type Home, streetText, unitText, withLines, writeHome } from "./home.ts";
import type { Jig } from "./jig.ts";

const SHORT_KINDS: { readonly [kind: string]: readonly [string, ...string[]] } = {
  Street: ["St", "St.", "Str"],
  Road: ["Rd", "Rd.", "RD"],
  Avenue: ["Ave", "Av.", "Ave."],
  Drive: ["Dr", "Dr."],
  Boulevard: ["Blvd", "Blvd."],
  Lane: ["Ln", "Ln."],
  Court: ["Ct", "Ct."],
  Terrace: ["Ter", "Terr."],
  Close: ["Cl", "Cl."],
  straße: ["str.", "strasse", "str"],
};
const SHORT_DIRECTIONS: readonly (readonly [string, readonly [string, ...string[]]])[] = [
  ["North ", ["N ", "N. "]],
  ["South ", ["S ", "S. "]],
  ["West ", ["W ", "W. "]],
];
const OTHER_TOWN_NAMES: { readonly [city: string]: string } = {
  Mumbai: "Bombay",
  Bengaluru: "Bangalore",
  Pune: "Poona",
  Chennai: "Madras",
  Hyderabad: "Hyderabad City",
  Springfield: "SPRINGFIELD TWP",
  Reading: "Greater Reading",
  Bolton: "Nr Bolton",
};
const LANDMARKS = [
  "near City Hospital",
  "opp. Bus Stand",
  "Behind Axis Bank",
  "nr. Hanuman Mandir",
  "Opposite Big Bazaar",
] as const;

/** Tricks with the parts of an address: how they are abbreviated, and where they stand. */
export const FORM_JIGS: readonly Jig[] = [
  cosmetic("street-abbreviated", (home, random) => {
    const short = SHORT_KINDS[home.street.kind];
    if (short === undefined) return undefined;
    return writeHome({ ...home, street: { ...home.street, kind: random.pick(short) } });
  }),
  cosmetic("direction-abbreviated", (home, random) => {
    const found = SHORT_DIRECTIONS.find(([full]) => home.street.name.startsWith(full));
    if (found === undefined) return undefined;
    const name = home.street.name.replace(found[0], random.pick(found[1]));
    return writeHome({ ...home, street: { ...home.street, name } });
  }),
  cosmetic("initials", (home, random) => {
    if (home.street.name !== "MG") return undefined;
    const [a, b] = [writeHome(withName(home, "M.G.")), writeHome(withName(home, "M G"))];
    return random.pick([a, b]);
  }),
  cosmetic("unit-spelled", (home, random) => withUnit(home, (value) => random.pick(unitSpellings(home, value)))),
  cosmetic("unit-moved", (home, random) => {
    const unit = unitText(home);
    if (unit === undefined) return undefined;
    const door = doorText(home);
    const rest = [home.building, home.locality].filter((text) => text !== undefined);
    return withLines(
      home,
      random.pick([
        [[...rest, door].join(", "), unit],
        [...rest, `${door}, ${unit}`],
        [unit, door, ...rest],
        [`${unit} ${door}`, ...rest],
      ]),
    );
  }),
  cosmetic("house-number-marked", (home, random) => {
    const marks =
      home.country === "IN" ? [`H.No. ${home.house}`, `House No ${home.house},`, `Plot No. ${home.house}`] : [];
    const house = random.pick([`0${home.house}`, `#${home.house}`, `${home.house}.`, `No. ${home.house}`, ...marks]);
    return writeHome({ ...home, house });
  }),
  cosmetic("lines-joined", (home) => {
    const { lines } = writeHome(home);
    return lines.length < 2 ? undefined : withLines(home, [lines.join(", ")]);
  }),
  cosmetic("lines-split", (home) =>
    withLines(
      home,
      writeHome(home).lines.flatMap((line) => line.split(", ")),
    ),
  ),
  cosmetic("lines-swapped", (home) => {
    const { lines } = writeHome(home);
    return lines.length < 2 || home.country === "DE" ? undefined : withLines(home, lines.toReversed());
  }),
  cosmetic("filler-lines", (home, random) =>
    withLines(
      home,
      writeHome(home).lines.flatMap((line) => [random.pick([".", ",", "-", ". .", "--"]), line]),
    ),
  ),
  cosmetic("postcode-spaced", (home, random) => {
    const { postalCode } = home;
    const spaced = [`${postalCode.slice(0, 3)} ${postalCode.slice(3)}`, `${postalCode} `, postalCode.replace(" ", "")];
    return { ...writeHome(home), postalCode: random.pick(["", ...spaced]) || ` ${postalCode}` };
  }),
  cosmetic("town-repeated", (home, random) => {
    const { lines } = writeHome(home);
    const tail = random.pick([
      home.city,
      `${home.city} ${home.postalCode}`,
      `${home.city}, ${home.region}, ${home.postalCode}`,
    ]);
    return withLines(home, [...lines.slice(0, -1), `${lines.at(-1)}, ${tail}`]);
  }),
  cosmetic("town-renamed", (home) => {
    const city = OTHER_TOWN_NAMES[home.city];
    return city === undefined ? undefined : { ...writeHome(home), city };
  }),
  cosmetic("landmark-added", (home, random) => {
    if (home.country !== "IN") return undefined;
    const { lines } = writeHome(home);
    return withLines(home, [...lines.slice(0, -1), `${lines.at(-1)}, ${random.pick(LANDMARKS)}`]);
  }),
  cosmetic("umlaut-spelled", (home) => {
    const name = home.street.name.replace("ü", "ue");
    return name === home.street.name ? undefined : writeHome(withName(home, name));
  }),
  cosmetic("street-split", (home) => {
    if (home.country !== "DE") return undefined;
    return withLines(
      home,
      [unitText(home) ?? "", `${home.street.name} ${capital(home.street.kind)} ${home.house}`].filter(Boolean),
    );
  }),
];

function cosmetic(family: string, write: Jig["write"]): Jig {
  return { family, kind: "cosmetic", write };
}

function withName(home: Home, name: string): Home {
  return { ...home, street: { ...home.street, name } };
}

function withUnit(home: Home, spell: (value: string) => string): ReturnType<Jig["write"]> {
  if (home.unit === undefined) return undefined;
  const [, ...others] = [unitText(home), home.building].filter((text) => text !== undefined);
  const outside = [doorText(home, home.house, streetText(home)), home.locality]
    .filter((text) => text !== undefined)
    .join(", ");
  return withLines(home, [[spell(home.unit.value), ...others].join(", "), outside]);
}

function unitSpellings(home: Home, value: string): readonly [string, ...string[]] {
  const word = home.unit?.word ?? "";
  const apart = value.replace(/(\d)([A-Z])/, "$1 $2");
  const hyphen = value.replace(/(\d)([A-Z])/, "$1-$2");
  const english: readonly string[] =
    home.country === "DE" ? ["Whg. "] : ["Flt ", "Apartment ", "Apt. ", "Unit ", `${word} No. `, `${word} #`];
  return [`${word}${value}`, `${word} ${apart}`, `${word} ${hyphen}`, ...english.map((start) => start + value)];
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
