import { expect, it } from "vitest";
import { packContents } from "../../../../src/resellers/domain/evidence-pack/pack-contents.ts";
import { noticeFacts } from "../../../../src/resellers/domain/notice/notice-facts.ts";
import { PACK } from "../evidence-pack/pack.ts";

const FACTS = noticeFacts(packContents(PACK), ({ amountMinor, currency }) => `${currency} ${amountMinor / 100}`);

it("says what the pack says, each thing once, and what outsiders wrote without what reaches them", () => {
  expect(FACTS).toEqual({
    brand: "Xiaomi",
    subject: "xiaomi-store.top",
    case: "case_1",
    today: "2026-11-23",
    opened: "2026-11-20",
    reports: "2",
    seller_names: ["Mi World"],
    pages: ["https://xiaomi-store.top/a", "https://xiaomi-store.top/b"],
    evidence: ["The price is far from the list price: asked 2799800"],
    prices: [
      "Mi 3 16 GB: asked INR 27998, list price INR 13999, reported on 2026-11-21",
      "NO-SUCH: asked INR 1, no list price to compare, reported on 2026-11-22",
    ],
  });
});
