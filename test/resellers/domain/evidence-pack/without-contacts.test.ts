import { expect, it } from "vitest";
import { withoutContacts } from "../../../../src/resellers/domain/evidence-pack/without-contacts.ts";
import { growthOf } from "../../../support/processor-time.ts";

it.each([
  ["I am asha@example.com, call me", "I am [address removed] call me", 1],
  ["paid to asha@okbank", "paid to [address removed]", 1],
  ["full width: asha＠example.com", "full width: [address removed]", 1],
  ["+91 98123-45678 is mine", "[number removed] is mine", 1],
  ["९८१२३४५६७८", "[number removed]", 1],
  ["order 4031-99-3344", "order [number removed]", 1],
  ["a@b.c or 0123456789", "[address removed] or [number removed]", 2],
])("takes the contact out of %j", (text, left, removed) => {
  expect(withoutContacts(text)).toEqual({ text: left, removed });
});

it.each(["asked 13,999.00 on 2026-11-23 08:30", "Mi 3 16 GB, 1234567", "xiaomi-store.top/a?b=c", "", "2026-11-23"])(
  "leaves %j as it is",
  (text) => {
    expect(withoutContacts(text)).toEqual({ text, removed: 0 });
  },
);

it.each([
  ["of signs alone", "@"],
  ["of digits with marks", "1-"],
  ["of one letter", "a"],
  ["of a word that is none", "1-a"],
  ["of half addresses", "a@"],
])("needs time in proportion to a hostile text: %s", (_, part) => {
  expect(growthOf(withoutContacts, (length) => part.repeat(length / part.length))).toBeLessThan(6);
});
