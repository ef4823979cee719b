import { describe, expect, it } from "vitest";
import type { ListFile } from "../../../src/domain/rules/list-file.ts";
import { type ImpostorKey, impostorEntries, withImpostors } from "../../../src/resellers/domain/impostor-lists.ts";

const KEY: ImpostorKey = {
  kind: "phone",
  pseudonym: "e1.aaaaaaaaaaaaaaaaaaaa",
  caseId: "case_1",
  confirmedAtMs: Date.UTC(2026, 10, 23, 8),
};
const BY_HAND = {
  key: "e1.bbbbbbbbbbbbbbbbbbbb",
  provenance: "A courier named it, ticket 7",
  added: "2026-01-01",
  expires: "2027-01-01",
};
const LIST: ListFile = {
  title: "Phone numbers of impostors",
  kind: "phone",
  owner: "brand",
  max: 3,
  entries: [BY_HAND],
};

describe("impostorEntries", () => {
  it("names the case, and ends a year after it was confirmed", () => {
    expect(impostorEntries([KEY])).toEqual([
      { key: KEY.pseudonym, provenance: "Confirmed impostor case_1", added: "2026-11-23", expires: "2027-11-23" },
    ]);
  });

  it("lists what two cases share once, for as long as the later one counts", () => {
    const later = { ...KEY, caseId: "case_2", confirmedAtMs: Date.UTC(2027, 0, 1) };
    expect(impostorEntries([later, KEY])).toMatchObject([
      { provenance: "Confirmed impostor case_2", added: "2027-01-01" },
    ]);
  });
});

describe("withImpostors", () => {
  it("replaces the entries of cases and leaves those of people alone", () => {
    const before = withImpostors(LIST, [KEY]);
    expect(before.entries.map(({ key }) => key)).toEqual([BY_HAND.key, KEY.pseudonym]);
    const other = { ...KEY, pseudonym: "e1.cccccccccccccccccccc" };
    expect(withImpostors(before, [other]).entries.map(({ key }) => key)).toEqual([BY_HAND.key, other.pseudonym]);
    expect(withImpostors(before, [])).toEqual(LIST);
  });

  it("keeps the newest where the list is full", () => {
    const keys = [1, 2, 3].map((day) => ({
      ...KEY,
      pseudonym: `e1.${String(day).repeat(20)}`,
      confirmedAtMs: Date.UTC(2026, 0, day),
    }));
    expect(withImpostors(LIST, keys).entries.map(({ added }) => added)).toEqual([
      "2026-01-01",
      "2026-01-02",
      "2026-01-03",
    ]);
  });
});
