import { describe, expect, it } from "vitest";
import { sharedContact } from "../../../../src/resellers/domain/detectors/shared-contact.ts";
import type { Listing } from "../../../../src/resellers/domain/subject.ts";
import { settings, subjectAt, xiaomi } from "../shipped.ts";

function found(sharedContacts: Listing["sharedContacts"]) {
  return sharedContact.detect(subjectAt("sale.example", { sharedContacts }), xiaomi, settings.thresholds);
}

describe("contacts that other cases know", () => {
  it("names the cases, once each, by kind of contact", () => {
    expect(
      found([
        { kind: "payee", key: "k1", caseIds: ["case_b", "case_a"] },
        { kind: "phone", key: "k2", caseIds: ["case_c"] },
        { kind: "payee", key: "k3", caseIds: ["case_a"] },
      ]),
    ).toEqual([
      { sign: "phone", detail: "shared with case_c" },
      { sign: "payee", detail: "shared with case_a, case_b" },
    ]);
  });

  it.each([[undefined], [[]], [[{ kind: "email" as const, key: "k1", caseIds: [] }]]])(
    "says nothing of %j",
    (contacts) => {
      expect(found(contacts)).toEqual([]);
    },
  );
});
