import fc from "fast-check";
import { expect, it } from "vitest";
import { earlierAgainst, earlierPurchases } from "../../../src/domain/campaign/earlier-purchases.ts";
import { IDENTITY_KINDS } from "../../../src/domain/identity/identity.ts";
import { LIMITS } from "../../../src/domain/terms/limits.ts";

const ROWS = fc.uniqueArray(
  fc.record({ kind: fc.constantFrom(...IDENTITY_KINDS), own: fc.nat(5), others: fc.nat(5) }),
  { selector: ({ kind }) => kind },
);

it("counts under the kinds that have a limit, and under no other", () => {
  fc.assert(
    fc.property(ROWS, (rows) => {
      const earlier = earlierPurchases(
        "fridays",
        rows.map(({ kind, own, others }) => ({ kind, own, units: own + others })),
      );
      for (const kind of IDENTITY_KINDS) {
        const row = LIMITS.some((limit) => limit.kind === kind) ? rows.find((each) => each.kind === kind) : undefined;
        const { own, others } = row ?? { own: 0, others: 0 };
        expect([earlierAgainst(earlier, kind, false), earlierAgainst(earlier, kind, true)]).toEqual([
          own + others,
          own,
        ]);
      }
    }),
  );
});

it("counts nothing in a sale without a campaign", () => {
  for (const kind of IDENTITY_KINDS) expect(earlierAgainst(undefined, kind, false)).toBe(0);
});
