import { expect, it } from "vitest";
import { withoutContacts } from "../../../../src/resellers/domain/evidence-pack/without-contacts.ts";
import { processorMsOf } from "../../../support/processor-time.ts";

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

it("is done with a long hostile text at once", () => {
  const texts = ["@".repeat(2_000), "1-".repeat(2_000), "a".repeat(4_000), `${"a@".repeat(1_000)} `];
  expect(processorMsOf(() => texts.forEach(withoutContacts))).toBeLessThan(500);
});
