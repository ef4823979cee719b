import { assert, describe, expect, it } from "vitest";
import { readPolicyFolder } from "../../../../src/cli/rules/policy-folder.ts";
import { hashPolicy } from "../../../../src/cli/rules/policy-hash.ts";
import type { IdentityKeys } from "../../../../src/domain/identity/identity.ts";
import { checkPolicy } from "../../../../src/domain/rules/check-policy.ts";
import { loadPolicy, policyAt } from "../../../../src/domain/rules/load-policy.ts";
import { attempt } from "../../../../src/domain/sale/commands/attempt.ts";
import { release } from "../../../../src/domain/sale/commands/release.ts";
import { sweep } from "../../../../src/domain/sale/commands/sweep.ts";
import { attemptOf, NOW_MS, SALE, saleInMemory } from "../../sale/fixtures.ts";

function shippedPolicy() {
  const { document } = checkPolicy(readPolicyFolder("rules"), NOW_MS);
  assert(document);
  const loaded = loadPolicy(hashPolicy(document), (_kind, value) => value);
  assert(loaded.ok);
  return policyAt(loaded.value, NOW_MS);
}

const POLICY = shippedPolicy();

/** Buyers who share nothing but what `keys` says, in a sale of ten units whose limits leave the verdict to the rules. */
function sale() {
  const { at } = saleInMemory({ limits: { perAccount: 9, perDevice: 9, perHousehold: 9, perPayment: 9 } });
  function buy(buyer: number, atMs: number, keys: Partial<IdentityKeys> = {}) {
    sweep(at(atMs));
    const command = attemptOf(buyer);
    const result = attempt(at(atMs), POLICY, { ...command, keys: { ...command.keys, ...keys } });
    assert(result.ok);
    return result.value.record;
  }
  function letGo(holdId: string, atMs: number) {
    sweep(at(atMs));
    const released = release(at(atMs), { shop: SALE.shop, holdId, reason: "payment_failed" });
    assert(released.ok);
  }
  function holdAndLetGo(buyer: number, atMs: number, keys: Partial<IdentityKeys> = {}) {
    const { allocation } = buy(buyer, atMs, keys);
    assert(allocation.status === "held");
    letGo(allocation.holdId, atMs);
  }
  return { buy, holdAndLetGo };
}

const codesOf = ({ decision }: ReturnType<ReturnType<typeof sale>["buy"]>) => decision.reasons.map(({ code }) => code);

describe("after holds that nobody paid", () => {
  it("the second try is free, and the third waits ten seconds to the millisecond", () => {
    const { buy, holdAndLetGo } = sale();
    holdAndLetGo(1, NOW_MS);
    holdAndLetGo(1, NOW_MS + 1000);
    const early = buy(1, NOW_MS + 10_999);
    expect([early.decision.verdict, early.allocation.status, codesOf(early)[0]]).toEqual([
      "deny",
      "none",
      "HOLDS_UNPAID",
    ]);
    expect(early.buyer).toMatchObject({ code: "limit_reached", next: "wait" });
    expect(early.input.signals).toMatchObject({ "own.unpaid_holds": 2, "own.ms_since_unpaid": 9999 });
    expect(early.input.signals).toMatchObject({ "cluster.unpaid_holds": 2, "cluster.ms_since_unpaid": 9999 });
    expect(buy(1, NOW_MS + 11_000).allocation.status).toBe("held");
  });

  it("trying while the wait lasts does not make it longer", () => {
    const { buy, holdAndLetGo } = sale();
    holdAndLetGo(1, NOW_MS);
    holdAndLetGo(1, NOW_MS);
    expect(codesOf(buy(1, NOW_MS + 5000))).toContain("HOLDS_UNPAID");
    expect(buy(1, NOW_MS + 10_000).allocation.status).toBe("held");
  });

  it("another account on the same card is asked as long, since a stranger may have named that card", () => {
    const { buy, holdAndLetGo } = sale();
    holdAndLetGo(1, NOW_MS);
    holdAndLetGo(1, NOW_MS);
    const other = buy(2, NOW_MS + 9999, { payment: "e1.payment-1" });
    expect([other.decision.verdict, codesOf(other)]).toEqual([
      "challenge",
      expect.arrayContaining(["HOLDS_UNPAID_BY_LINKED"]),
    ]);
    expect(buy(3, NOW_MS + 9999).decision.verdict).toBe("allow");
  });

  it("holds that run out count like holds that are let go", () => {
    const { buy } = sale();
    buy(1, NOW_MS);
    buy(1, NOW_MS + 1);
    expect(codesOf(buy(1, NOW_MS + 301_000))).toContain("HOLDS_UNPAID");
    expect(buy(1, NOW_MS + 320_000).allocation.status).toBe("held");
  });

  it("neighbours at one address do not wait for each other", () => {
    const { buy, holdAndLetGo } = sale();
    holdAndLetGo(1, NOW_MS);
    holdAndLetGo(1, NOW_MS);
    expect(buy(2, NOW_MS + 1, { household: "e1.household-1", building: "e1.b" }).allocation.status).toBe("held");
  });
});

describe("a stranger who names a victim", () => {
  it("by attempts makes the victim neither wait nor be refused", () => {
    const { buy, holdAndLetGo } = sale();
    holdAndLetGo(1, NOW_MS);
    holdAndLetGo(1, NOW_MS);
    // Refused for its wait, the stranger has only tried with the victim's device.
    buy(1, NOW_MS + 1, { device: "e1.device-2" });
    const victim = buy(2, NOW_MS + 2);
    expect(victim.input.signals["cluster.unpaid_holds"]).toBe(0);
    expect(victim.decision.verdict).not.toBe("deny");
  });

  it("by holds to the victim's address makes the victim neither wait nor be refused", () => {
    const { buy, holdAndLetGo } = sale();
    holdAndLetGo(1, NOW_MS, { household: "e1.household-2", phone: "e1.phone-2", email: "e1.email-2" });
    holdAndLetGo(1, NOW_MS, { household: "e1.household-2", phone: "e1.phone-2", email: "e1.email-2" });
    const victim = buy(2, NOW_MS + 1, { phone: "e1.phone-2", email: "e1.email-2" });
    expect(victim.input.signals["cluster.unpaid_holds"]).toBe(0);
    expect(victim.decision.verdict).toBe("allow");
  });
});
