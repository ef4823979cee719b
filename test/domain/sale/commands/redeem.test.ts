import { describe, expect, it } from "vitest";
import { type RedeemCommand, redeem } from "../../../../src/domain/sale/commands/redeem.ts";
import type { Hold } from "../../../../src/domain/stock/stock.ts";
import type { SaleDefinition } from "../../../../src/domain/terms/definition.ts";
import { claimsOf, HOLD, NOW_MS, SALE, saleInMemory, writeHeld } from "../fixtures.ts";

const COMMAND: RedeemCommand = { shop: SALE.shop, holdId: HOLD.holdId, orderId: "ord_1", proofSent: false };

const ELSEWHERE = { household: "elsewhere", near: ["far"] };

function withHold(change: Partial<Hold> = {}, definition: Partial<SaleDefinition> = {}) {
  const sale = saleInMemory(definition);
  const hold = { ...HOLD, ...change };
  writeHeld(sale.store, hold);
  sale.store.writeStock({
    received: 10,
    free: 10 - hold.quantity,
    held: hold.quantity,
    returning: 0,
    sold: 0,
    withdrawn: 0,
  });
  return sale;
}

describe("redeeming a token", () => {
  it("sells what its hold keeps, keeps the claims and names the order", () => {
    const { store, at } = withHold({ quantity: 2 });
    expect(redeem(at(NOW_MS + 1500), COMMAND)).toEqual({
      ok: true,
      value: {
        status: "sold",
        saleId: SALE.saleId,
        sku: SALE.definition.sku,
        quantity: 2,
        holdId: HOLD.holdId,
        orderId: "ord_1",
        soldAt: "2026-11-01T12:00:01.500Z",
        addressMatch: "absent",
        order: { state: "paid", receipt: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/) },
      },
    });
    expect(store.readStock()).toMatchObject({ free: 8, held: 0, sold: 2 });
    expect(store.findHold(HOLD.holdId)).toMatchObject({ state: "sold", orderId: "ord_1", endedAtMs: NOW_MS + 1500 });
    expect(claimsOf(store, HOLD)).toEqual([2, 2, 2]);
  });

  /** Every state in which a token is refused, strongest first: each is refused as what it is, whatever else is wrong. */
  const REFUSALS: readonly { hold: Partial<Hold>; command: Partial<RedeemCommand>; error: object }[] = [
    { hold: { state: "sold", orderId: "ord_0" }, command: {}, error: { kind: "token-spent", orderId: "ord_0" } },
    { hold: { state: "released" }, command: {}, error: { kind: "hold-released" } },
    { hold: { state: "expired" }, command: {}, error: { kind: "hold-expired" } },
    { hold: { expiresAtMs: NOW_MS }, command: {}, error: { kind: "hold-expired" } },
    { hold: {}, command: { address: ELSEWHERE }, error: { kind: "address-changed" } },
    { hold: {}, command: { proofSent: true }, error: { kind: "proof-rejected" } },
  ];
  const WORST: Partial<RedeemCommand> = { address: ELSEWHERE, proofSent: true };

  it.each(REFUSALS)("is refused as $error.kind and consumes nothing", ({ hold, command, error }) => {
    const { store, at } = withHold(hold);
    const before = store.dump();
    expect(redeem(at(NOW_MS), { ...COMMAND, ...command })).toEqual({ ok: false, error });
    expect(store.dump()).toEqual(before);
  });

  it.each(REFUSALS.slice(0, 5))("as $error.kind, also where address and proof are wrong, too", ({ hold, error }) => {
    expect(redeem(withHold(hold).at(NOW_MS), { ...COMMAND, ...WORST })).toEqual({ ok: false, error });
  });

  it("succeeds in the last millisecond", () => {
    expect(redeem(withHold().at(HOLD.expiresAtMs - 1), COMMAND).ok).toBe(true);
  });

  it("names the first order to a second try with the same one", () => {
    const { at } = withHold();
    redeem(at(NOW_MS), COMMAND);
    expect(redeem(at(NOW_MS), COMMAND)).toEqual({ ok: false, error: { kind: "token-spent", orderId: "ord_1" } });
  });

  it.each<[string, Partial<RedeemCommand>]>([
    ["another shop", { shop: "shop-b" }],
    ["a hold that never was", { holdId: "hold_none" }],
  ])("says the same to %s: the token is rejected", (_, change) => {
    expect(redeem(withHold().at(NOW_MS), { ...COMMAND, ...change })).toEqual({
      ok: false,
      error: { kind: "token-rejected" },
    });
  });
});

describe("the address of an order", () => {
  const links = ["near:n1", "near:n2", "building:b1"];

  it.each([
    ["exact", "the one of the checkout", { household: HOLD.household, near: [] }],
    ["near", "a spelling with the same numbers", { household: "tidied", near: ["n3", "n2"] }],
    ["near", "one that nothing tells from its neighbours, by its near keys", { household: undefined, near: ["n1"] }],
    ["absent", "unsaid", undefined],
  ])("is recorded as %s where it is %s", (addressMatch, _, address) => {
    const { store, at } = withHold({ links });
    expect(redeem(at(NOW_MS), { ...COMMAND, address })).toMatchObject({ ok: true, value: { addressMatch } });
    expect(store.findHold(HOLD.holdId)).toMatchObject({ state: "sold", addressMatch });
  });

  it.each([
    ["nothing that they share", { household: "elsewhere", near: ["n9"] }],
    ["one building, which many doors share", { household: "elsewhere", near: ["b1"] }],
    ["nothing on either side", { household: undefined, near: [] }],
  ])("is another one with %s", (_, address) => {
    const sale = withHold({ links, household: address.household === undefined ? undefined : HOLD.household });
    expect(redeem(sale.at(NOW_MS), { ...COMMAND, address })).toEqual({ ok: false, error: { kind: "address-changed" } });
  });

  it("may be any where the sale does not lock it", () => {
    const { at } = withHold({}, { addressLocked: false });
    expect(redeem(at(NOW_MS), { ...COMMAND, address: ELSEWHERE })).toMatchObject({ ok: true });
  });
});

describe("the holder's proof", () => {
  const proved = { ...COMMAND, proofSent: true, proofKey: "thumbprint" };

  it("is taken from the key of the checkout", () => {
    expect(redeem(withHold({ holderKey: "thumbprint" }).at(NOW_MS), proved).ok).toBe(true);
  });

  it("is not asked for where the sale does not require it", () => {
    expect(redeem(withHold({ holderKey: "thumbprint" }).at(NOW_MS), COMMAND).ok).toBe(true);
  });

  it.each<[string, Partial<Hold>, RedeemCommand]>([
    ["by another key", { holderKey: "other" }, proved],
    ["where the checkout proved none", {}, proved],
    ["that is invalid", { holderKey: "thumbprint" }, { ...proved, proofKey: undefined }],
  ])("is rejected %s", (_, hold, command) => {
    expect(redeem(withHold(hold).at(NOW_MS), command)).toEqual({ ok: false, error: { kind: "proof-rejected" } });
  });

  it.each<[string, Partial<Hold>]>([
    ["with a key at checkout", { holderKey: "thumbprint" }],
    ["without one", {}],
  ])("is missed where the sale requires it, %s", (_, hold) => {
    const { at } = withHold(hold, { holderProof: "required" });
    expect(redeem(at(NOW_MS), COMMAND)).toEqual({ ok: false, error: { kind: "proof-rejected" } });
  });

  it("is enough where the sale requires it", () => {
    const { at } = withHold({ holderKey: "thumbprint" }, { holderProof: "required" });
    expect(redeem(at(NOW_MS), proved).ok).toBe(true);
  });
});
