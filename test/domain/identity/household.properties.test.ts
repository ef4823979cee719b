import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PostalAddress } from "../../../src/domain/checkout.ts";
import { explainHousehold } from "../../../src/domain/identity/address/household.ts";
import { NEAR_KEYS_MAX } from "../../../src/domain/identity/address/near-keys.ts";

const keysOf = (address: PostalAddress) => explainHousehold(address).keys;

/** Countries with the codes that fit them: a code that its country could not have given leads nowhere. */
const CODES = { IN: 6, DE: 5, FR: 5, CN: 6, JP: 7, ES: 5, RU: 6, ZZ: 5 } as const;
const COUNTRIES = ["IN", "DE", "FR", "CN", "JP", "ES", "RU", "ZZ"] as const;
const country = fc.constantFrom(...COUNTRIES);
const junk = fc.string({ unit: "binary", maxLength: 40 });
const word = fc.constantFrom(
  ..."Flat,No.,#,House,12,4B,A-,North,Street,Sector,Temple,Road,3rd,Floor,,-,/,St,Main,N,rue,straße,ул.,丁目,号,1/2,007".split(
    ",",
  ),
);
const line = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.array(word, { maxLength: 8 }).map((words) => words.join(" ")),
);
const address = fc.record({
  name: fc.option(junk, { nil: undefined }),
  lines: fc.array(fc.oneof(junk, line), { maxLength: 5 }),
  city: fc.option(line, { nil: undefined }),
  region: fc.option(junk, { nil: undefined }),
  postalCode: fc.option(fc.oneof(junk, fc.stringMatching(/^[0-9 ]{0,8}$/)), { nil: undefined }),
  country: fc.oneof(country, junk),
});

type Lines = { lines: string[]; city: string; country: (typeof COUNTRIES)[number]; digits: string };
/** Numbers of doors that were taken for a telephone, a distance, a note and a letter, with the place and the size of the change. */
const ONCE_MISTAKEN: readonly [Lines, number, number][] = [
  [{ lines: ["3rd", "007 007 007 12", ""], city: "", country: "IN", digits: "0000000" }, 100207370, 1],
  [{ lines: ["00", "A 000m"], city: "", country: "IN", digits: "0000000" }, 1845426090, 1],
  [{ lines: ["PLS0", "00", ""], city: "", country: "IN", digits: "0000000" }, 0, 1],
  [{ lines: ["3rd Flat 3rd", "Flat 3rd"], city: "", country: "DE", digits: "0000000" }, 752380594, 7],
];

describe("household keys", () => {
  it("are total, the same each time, and few", () => {
    fc.assert(
      fc.property(address, (given) => {
        const keys = keysOf(given);
        expect(keysOf(given)).toEqual(keys);
        expect(keys.near.length).toBeLessThanOrEqual(NEAR_KEYS_MAX);
      }),
      { numRuns: 1_000 },
    );
  });

  it("never meet, exact or near, when a digit differs", () => {
    const written = fc.record({
      lines: fc.array(line, { minLength: 1, maxLength: 4 }),
      city: line,
      country,
      digits: fc.stringMatching(/^[0-9]{7}$/),
    });
    fc.assert(
      fc.property(written, fc.nat(), fc.integer({ min: 1, max: 9 }), ({ digits, ...fields }, at, by) => {
        const given = { ...fields, postalCode: digits.slice(0, CODES[fields.country]) };
        const other = withOtherDigit(given, at, by);
        const [one, two] = [keysOf(given), keysOf(other)];
        if (one.exact !== undefined) expect(one.exact).not.toBe(two.exact);
        expect(one.near.filter((key) => two.near.includes(key))).toEqual([]);
      }),
      { numRuns: 3_000, examples: [...ONCE_MISTAKEN] },
    );
  });

  it("are near after one typo in the name of the street", () => {
    const letter = fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz");
    const name = fc.string({ unit: letter, minLength: 5, maxLength: 10 });
    const at = (street: string): PostalAddress => ({
      lines: [`Flat 7, 12 ${street} Street`],
      postalCode: "400050",
      country: "IN",
    });
    const isPlain = (street: string) => keysOf(at(street)).exact === `IN|400050|7_12|||${street} street|||`;
    fc.assert(
      fc.property(name, fc.nat(), letter, fc.constantFrom(...TYPOS), (street, place, other, typo) => {
        const mistyped = typo(street, place % (street.length - 1), other);
        fc.pre(isPlain(street) && isPlain(mistyped) && hasEnoughLetters(street) && hasEnoughLetters(mistyped));
        const near = keysOf(at(mistyped)).near;
        expect(keysOf(at(street)).near.some((key) => near.includes(key))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

type Typo = (word: string, place: number, letter: string) => string;
const TYPOS: readonly [Typo, ...Typo[]] = [
  (text, place, letter) => text.slice(0, place) + letter + text.slice(place + 1),
  (text, place) => text.slice(0, place) + text.slice(place + 1),
  (text, place, letter) => text.slice(0, place) + letter + text.slice(place),
  (text, place) => text.slice(0, place) + text.charAt(place + 1) + text.charAt(place) + text.slice(place + 2),
];

/** A class of letters with fewer than two takes the initial along, and then a typo of the initial may tell. */
function hasEnoughLetters(street: string): boolean {
  const keys = keysOf({ lines: [`Flat 7, 12 ${street} Street`], postalCode: "400050", country: "IN" }).near;
  return keys.length === 3 && keys.every((key) => !key.includes(" "));
}

type Written = {
  readonly lines: readonly string[];
  readonly city: string;
  readonly postalCode: string;
  readonly country: string;
};

/** Changes one ASCII digit of the lines, the town or the postal code. */
function withOtherDigit(given: Written, at: number, by: number): Written {
  const fields = [...given.lines, given.city, given.postalCode];
  const places = fields.flatMap((text, field) =>
    [...text.matchAll(/\d/g)].map(({ index }) => ({ field, index, digit: Number(text.charAt(index)) })),
  );
  const place = places[at % places.length];
  if (place === undefined) throw new TypeError("a postal code has digits");
  const changed = fields.map((text, field) =>
    field === place.field
      ? `${text.slice(0, place.index)}${(place.digit + by) % 10}${text.slice(place.index + 1)}`
      : text,
  );
  const count = given.lines.length;
  return { ...given, lines: changed.slice(0, count), city: changed[count] ?? "", postalCode: changed[count + 1] ?? "" };
}
