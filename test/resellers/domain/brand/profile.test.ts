import { describe, expect, it } from "vitest";
import { parseBrandProfile, strengthOf } from "../../../../src/resellers/domain/brand/profile.ts";
import { XIAOMI_TEXT } from "../shipped.ts";

const PROFILE = `id: acme
name: Acme
names:
  - { text: acmephone, kind: name }
hosts:
  - acme.example
`;

function problemsAfter(from: string, to: string) {
  const profile = parseBrandProfile(PROFILE.replace(from, to));
  return profile.ok ? [] : profile.error;
}

describe("a brand profile", () => {
  it("needs an id, a name, one spelling and one host", () => {
    expect(parseBrandProfile(PROFILE)).toMatchObject({
      ok: true,
      value: {
        id: "acme",
        names: [{ text: "acmephone", innocent: [], ambiguousIn: [] }],
        hosts: ["acme.example"],
        prices: [],
      },
    });
  });

  it("is valid for the shipped brand", () => {
    expect(parseBrandProfile(XIAOMI_TEXT)).toMatchObject({ ok: true, value: { id: "xiaomi" } });
  });

  it.each([
    ["id: acme", "id: Acme!", 1, "id"],
    ["text: acmephone", "text: Acmephone", 4, "names.0.text"],
    ["text: acmephone", "text: acme-phone", 4, "names.0.text"],
    ["text: acmephone", "text: a", 4, "names.0.text"],
    ["kind: name", "kind: nickname", 4, "names.0.kind"],
    ["kind: name", "kind: name, strength: strong", 4, "names.0.strength"],
    ["text: acmephone, kind: name", "text: acm, kind: name, strength: distinctive", 4, "names.0.strength"],
    ["acme.example", "https://acme.example", 6, "hosts.0"],
    ["acme.example", "Acme.example", 6, "hosts.0"],
    ["acme.example", "co.uk", 6, "hosts.0"],
    ["acme.example", "github.io", 6, "hosts.0"],
    ["name: Acme", "name: Acme\ncolour: red", 3, "colour"],
  ])("refuses %j as %j", (from, to, line, path) => {
    expect(problemsAfter(from, to)).toMatchObject([{ line, path }]);
  });

  it.each([
    ["acmephone", "distinctive"],
    ["acmeph", "distinctive"],
    ["acmep", "word"],
    ["acme", "word"],
    ["acm", "short"],
  ])("takes the strength of %s from its letters: %s", (text, strength) => {
    expect(strengthOf({ text, kind: "name", innocent: [], ambiguousIn: [] })).toBe(strength);
  });

  it("takes the strength that is given before that of the letters", () => {
    expect(strengthOf({ text: "acmephone", kind: "name", strength: "short", innocent: [], ambiguousIn: [] })).toBe(
      "short",
    );
  });
});
