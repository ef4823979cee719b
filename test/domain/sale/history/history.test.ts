import { describe, expect, it } from "vitest";
import { linkMemberChanges } from "../../../../src/domain/identity/cluster/link-member.ts";
import { HISTORY_ACCOUNTS_MAX } from "../../../../src/domain/limits.ts";
import { countAccountAttempt, readHistory, recordAttempt } from "../../../../src/domain/sale/history/history.ts";
import type { AccountHistory } from "../../../../src/domain/sale/rows/account-rows.ts";
import { BOOKED_AT, BOOKED_WITH } from "../../../../src/domain/signals/history/counter.ts";
import { DEFINITION, memberOf, NOW_MS, SALE, saleInMemory } from "../fixtures.ts";

const ACCOUNT: AccountHistory = { attempts: 7, attemptsInMinute: 3, minuteStartMs: NOW_MS, unpaidHolds: 2, units: 1 };
const ASKED = {
  keys: { account: "ann", device: "d", near: ["n1", "n2"] },
  holderKey: undefined,
  signals: {},
  crowd: [],
  likeness: { byBrowser: true, cohorts: [] },
};

describe("counting an attempt", () => {
  it.each([
    { afterMs: 0, attemptsInMinute: 4, minuteStartMs: NOW_MS },
    { afterMs: 59_999, attemptsInMinute: 4, minuteStartMs: NOW_MS },
    { afterMs: 60_000, attemptsInMinute: 1, minuteStartMs: NOW_MS + 60_000 },
  ])("$afterMs ms into a minute", ({ afterMs, ...minute }) => {
    expect(countAccountAttempt(ACCOUNT, { nowMs: NOW_MS + afterMs, heldUnits: 2 })).toEqual({
      attempts: 8,
      unpaidHolds: 2,
      units: 3,
      ...minute,
    });
  });
});

describe("the history of a checkout", () => {
  it("is nothing for an account that the sale does not know", () => {
    const { at } = saleInMemory();
    const { facts } = readHistory(at(NOW_MS), SALE, { ...ASKED, keys: { account: "ann" } });
    expect(facts).toMatchObject({
      sale: { mode: "flash", clientSignals: "optional", openMs: 3_600_000 },
      account: { attemptsInSale: 0, attemptsLastMinute: 0, unitsInSale: 0, unpaidHolds: 0 },
      keys: {},
      crowd: {},
    });
  });

  it("counts the attempts of the minute until that minute is over", () => {
    const { store, at } = saleInMemory();
    store.writeAccount("ann", ACCOUNT);
    const lastMinute = (nowMs: number) => readHistory(at(nowMs), SALE, ASKED).facts.account.attemptsLastMinute;
    expect(lastMinute(NOW_MS + 59_999)).toBe(3);
    expect(lastMinute(NOW_MS + 60_000)).toBe(0);
  });

  it("counts who registered with the address as having tried, and where more have tried those", () => {
    const { at } = saleInMemory();
    const keys = { account: "ann", household: "h", near: ["n"] };
    const tried = (sharers: { household: number; near: number } | undefined) => {
      const { household, near } = readHistory(at(NOW_MS), SALE, { ...ASKED, keys, sharers }).facts.keys;
      return [household?.otherAccountsAttempted, near?.otherAccountsAttempted, near?.otherAccountsInSale];
    };
    expect(tried(undefined)).toEqual([0, 0, 0]);
    expect(tried({ household: 1, near: 7 })).toEqual([1, 7, 0]);
  });

  it("counts others who own and others who tried, never the account itself, and of near keys the busiest", () => {
    const { store, at } = saleInMemory();
    const come = (account: string, links: string[], heldUnits: number) =>
      store.writeLinkMembers(
        linkMemberChanges(links, store.readLinks(links, account), { account, traits: [], heldUnits }),
      );
    come("ann", ["device:d", "near:n1"], 1);
    come("bob", ["device:d", "near:n2"], 1);
    come("eve", ["near:n2"], 1);
    come("zoe", ["device:d"], 0);
    come("bob", ["timing:t"], 0);
    store.writeAccount("ann", ACCOUNT);
    const { facts } = readHistory(at(NOW_MS), SALE, { ...ASKED, crowd: [{ kind: "timing", pseudonym: "t" }] });
    expect(facts.account.unitsInSale).toBe(1);
    expect(facts.keys).toEqual({
      device: {
        otherAccountsInSale: 1,
        otherAccountsAttempted: 2,
        unitsInSale: 2,
        accountsAgainst: 1,
        unitsAgainst: 2,
      },
      near: { otherAccountsInSale: 2, otherAccountsAttempted: 2, unitsInSale: 2, accountsAgainst: 2, unitsAgainst: 2 },
    });
    expect(facts.crowd).toEqual({ timing: 1 });
  });

  it("counts accounts and telephones of a counter exactly, however many there are", () => {
    const { store, at } = saleInMemory();
    const book = (account: string, phone: string | undefined, counter = "store") => {
      const withPhone = phone === undefined ? [] : [{ kind: BOOKED_WITH, pseudonym: `${counter}.${phone}` }];
      const crowd = [{ kind: BOOKED_AT, pseudonym: counter }, ...withPhone];
      const history = readHistory(at(NOW_MS), SALE, { ...ASKED, keys: { account }, crowd });
      recordAttempt(at(NOW_MS), history, 0);
      return history.facts.counter;
    };
    const many = HISTORY_ACCOUNTS_MAX + 20;
    for (let customer = 0; customer < many; customer++) {
      expect(book(`a${customer}`, `p${customer >> 1}`)).toEqual({
        otherAccounts: customer,
        phones: (customer >> 1) + 1,
      });
    }
    // One account with a second telephone is no further account, and one without is no further telephone.
    expect(book("a0", "another")).toEqual({ otherAccounts: many - 1, phones: many / 2 + 1 });
    expect(book("b", undefined)).toEqual({ otherAccounts: many, phones: many / 2 + 1 });
    expect(book("a0", "p0", "another-store")).toEqual({ otherAccounts: 0, phones: 1 });
    expect(readHistory(at(NOW_MS), SALE, ASKED).facts.counter).toBeUndefined();
    expect(store.readLinks([`${BOOKED_AT}:store`], "c").get(`${BOOKED_AT}:store`)?.units).toBe(0);
  });

  it("of a buyer who shows more counts what others showed, and what it holds itself", () => {
    const { store, at } = saleInMemory();
    const links = ["device:d", "payment:p"];
    const come = (account: string, proved: readonly string[]) =>
      store.writeLinkMembers(
        linkMemberChanges(links, store.readLinks(links, account), {
          account,
          traits: [],
          heldUnits: 1,
          proved: new Set(proved),
        }),
      );
    come("ann", []);
    come("bob", ["payment:p"]);
    come("eve", []);
    const against = (change: object) => {
      const asked = { ...ASKED, keys: { account: "ann", device: "d", payment: "p" }, ...change };
      const { device, payment } = readHistory(at(NOW_MS), SALE, asked).facts.keys;
      return [device?.accountsAgainst, device?.unitsAgainst, payment?.accountsAgainst, payment?.unitsAgainst];
    };
    expect(against({})).toEqual([2, 3, 2, 3]);
    expect(against({ personal: true })).toEqual([0, 1, 1, 2]);
    expect(against({ holderKey: "k" })).toEqual([0, 1, 2, 3]);
    store.writeLinkMembers([
      {
        link: "browser:k",
        member: memberOf("eve", { weight: 1, units: 1, claimed: true, proved: true }),
      },
    ]);
    expect(against({ holderKey: "k" })).toEqual([1, 1, 2, 3]);
  });

  it("follows a buyer with the unpaid holds of its account, or of what it proves, and of nothing that it names", () => {
    const { store, at } = saleInMemory();
    store.writeLinkMembers(
      ["email:m", "device:d", "browser:k"].map((link, n) => ({
        link,
        member: memberOf("eve", { claimed: true, proved: true, unpaidHolds: 5 - n, lastUnpaidAtMs: NOW_MS - n }),
      })),
    );
    const own = (change: object) => {
      const asked = { ...ASKED, keys: { account: "ann", device: "d", email: "m" }, ...change };
      return readHistory(at(NOW_MS), SALE, asked).facts.own;
    };
    expect(own({})).toEqual({ unpaidHolds: 0, sinceUnpaidMs: undefined });
    expect(own({ personal: true })).toEqual({ unpaidHolds: 0, sinceUnpaidMs: undefined });
    expect(own({ signals: { "account.email_verified": true } })).toEqual({ unpaidHolds: 5, sinceUnpaidMs: 0 });
    expect(own({ holderKey: "k" })).toEqual({ unpaidHolds: 3, sinceUnpaidMs: 2 });
    store.writeAccount("ann", { ...ACCOUNT, unpaidHolds: 4, lastUnpaidAtMs: NOW_MS - 7 });
    expect(own({ holderKey: "k" })).toEqual({ unpaidHolds: 4, sinceUnpaidMs: 7 });
  });

  it("of several crowds of one kind counts the largest, and nothing of a kind that the checkout does not show", () => {
    const { store, at } = saleInMemory();
    const come = (account: string, links: string[]) =>
      store.writeLinkMembers(
        linkMemberChanges(links, store.readLinks(links, account), { account, traits: [], heldUnits: 0 }),
      );
    come("bob", ["band:b1"]);
    come("eve", ["band:b1", "band:b2"]);
    come("ann", ["band:b1"]);
    const near = (...bands: string[]) =>
      readHistory(at(NOW_MS), SALE, { ...ASKED, crowd: bands.map((pseudonym) => ({ kind: "band", pseudonym })) }).facts
        .crowd.band;
    expect([near("b1", "b2"), near("b3"), near()]).toEqual([2, 0, undefined]);
  });

  it("looks up the addresses that left their numbers out, and keeps nothing under them", () => {
    const { store, at } = saleInMemory();
    const come = (account: string, links: string[]) =>
      store.writeLinkMembers(
        linkMemberChanges(links, store.readLinks(links, account), { account, traits: [], heldUnits: 0 }),
      );
    come("bob", ["near:bare"]);
    const history = readHistory(at(NOW_MS), SALE, { ...ASKED, nearAsked: ["bare", "other"] });
    expect(history.facts.keys.near?.otherAccountsAttempted).toBe(1);
    expect(history.links).not.toContain("near:bare");
  });

  it("keeps an address for those that leave its code out, and meets nobody by that itself", () => {
    const { store, at } = saleInMemory();
    const links = ["near:coded"];
    store.writeLinkMembers(linkMemberChanges(links, new Map(), { account: "bob", traits: [], heldUnits: 0 }));
    const keys = { account: "ann", near: ["own"] };
    const history = readHistory(at(NOW_MS), SALE, { ...ASKED, keys, nearFoundBy: ["coded"] });
    expect(history.links).toContain("near:coded");
    expect(history.facts.keys.near?.otherAccountsAttempted).toBe(0);
  });

  it("keeps units under what an account is known by, and under what says only how many came alike the account alone", () => {
    const { store, at } = saleInMemory();
    const crowd = ["timing", "band", "range", "domain"].map((kind) => ({ kind, pseudonym: "p" }));
    const history = readHistory(at(NOW_MS), SALE, { ...ASKED, crowd });
    recordAttempt(at(NOW_MS), history, 2);
    recordAttempt(at(NOW_MS), readHistory(at(NOW_MS), SALE, { ...ASKED, crowd }), 1);
    expect(history.links).toEqual(["device:d", "near:n1", "near:n2"]);
    const known = store.readLinks([...history.links, "timing:p", "band:p", "range:p", "domain:p"], "bob");
    expect([...known].map(([link, { units, otherMembers }]) => [link, units, otherMembers])).toEqual([
      ["device:d", 3, 1],
      ["near:n1", 3, 1],
      ["near:n2", 3, 1],
      ["timing:p", 0, 1],
      ["band:p", 0, 1],
      ["range:p", 0, 1],
      ["domain:p", 0, 1],
    ]);
  });

  it("never says that a sale is open for less than no time", () => {
    const { at } = saleInMemory();
    expect(readHistory(at(DEFINITION.opensAtMs - 5), SALE, ASKED).facts.sale.openMs).toBe(0);
  });
});
