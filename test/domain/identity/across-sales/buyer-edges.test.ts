import { describe, expect, it } from "vitest";
import { type Buyer, buyerEdges } from "../../../../src/domain/identity/across-sales/buyer-edges.ts";
import type { Trait } from "../../../../src/domain/identity/cluster/trait.ts";

const CARD: Trait = { link: "payment:e1.card", family: "payment", weight: 1 };
const HOME: Trait = { link: "household:e1.home", family: "address", weight: 0.6 };
const BUYER: Buyer = { account: "e1.a", traits: [CARD, HOME], saleId: "s1", atMs: 1000 };

describe("two buyers belong together", () => {
  it("by what they have, with the kinds, the weight, the sale and the time", () => {
    expect(buyerEdges([BUYER], [{ link: CARD.link, account: "e1.b", weight: 1 }])).toEqual([
      { account: "e1.a", other: "e1.b", kinds: ["payment"], weight: 1, saleId: "s1", atMs: 1000 },
    ]);
  });

  it("the sooner of one export included", () => {
    const later = { ...BUYER, account: "e1.b" };
    expect(buyerEdges([BUYER, later], [])).toMatchObject([{ account: "e1.b", other: "e1.a", weight: 1.6 }]);
  });
});

describe("two buyers stay apart", () => {
  it("who share nothing but an address", () => {
    expect(buyerEdges([{ ...BUYER, traits: [HOME] }], [{ link: HOME.link, account: "e1.b", weight: 0.6 }])).toEqual([]);
  });

  it("who share a card that many have", () => {
    const members = Array.from({ length: 12 }, (_, index) => ({ link: CARD.link, account: `e1.${index}`, weight: 1 }));
    expect(buyerEdges([BUYER], members)).toEqual([]);
    expect(buyerEdges([BUYER], members.slice(0, 6))).toHaveLength(6);
  });

  it("who are one", () => {
    expect(buyerEdges([BUYER, { ...BUYER, saleId: "s2" }], [{ link: CARD.link, account: "e1.a", weight: 1 }])).toEqual(
      [],
    );
  });
});
