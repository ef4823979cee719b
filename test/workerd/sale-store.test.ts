import { env, runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { execute, textOf } from "../../src/cli/sim/call.ts";
import { seededDice } from "../../src/cli/sim/dice.ts";
import { People } from "../../src/cli/sim/people.ts";
import { memorySaleStore } from "../../src/domain/sale/memory-store.ts";
import type { SaleStore } from "../../src/domain/sale/store.ts";
import { sweep } from "../../src/domain/sale/sweep.ts";
import { migrate } from "../../src/objects/migrate.ts";
import { SALE_MIGRATIONS, sqlSaleStore } from "../../src/objects/sale.sql.ts";
import { DEFINITION, NOW_MS } from "../domain/sale/fixtures.ts";
import { describeSaleStore } from "../domain/sale/store.contract.ts";
import "./support/deployment.ts";

/** Storage is shared between tests: each works in an object of its own. */
let objects = 0;

function withRows(test: (sql: SqlStorage) => void): Promise<void> {
  return runInDurableObject(env.SALE.getByName(`sale-store-${++objects}`), (_, { storage }) => {
    migrate(storage, SALE_MIGRATIONS);
    test(storage.sql);
  });
}

describeSaleStore("SQLite", (test) =>
  withRows((sql) =>
    test({
      store: sqlSaleStore(sql),
      approve: (account, rule, expiresAtMs) => {
        sql.exec(
          "INSERT OR REPLACE INTO exemption (account, rule, expires_at_ms) VALUES (?, ?, ?)",
          account,
          rule,
          expiresAtMs,
        );
      },
    }),
  ),
);

describe("maps and SQLite in step", () => {
  const CALLS = 150;
  const LIMITS = { perAccount: 2, perDevice: 2, perHousehold: 3, perPayment: 3 };

  /** Carries out a seeded history and tells everything that can be seen of it from outside. */
  function play(seed: number, store: SaleStore): string[] {
    const dice = seededDice(seed);
    const people = new People(dice, { ...DEFINITION, units: 6, holdTtlSeconds: 10, limits: LIMITS });
    const { uniform: random } = seededDice(-seed);
    const seen: string[] = [];
    let calls = [people.create()];
    for (let nowMs = NOW_MS; seen.length < CALLS; nowMs += dice.between(0, 3000)) {
      const context = { store, nowMs, random };
      sweep(context);
      for (const call of calls) {
        const outcome = execute(context, call);
        if (outcome.ok) people.learn(call, textOf(outcome.value.reply));
        const stock = store.readStock();
        const due = store.dueHolds(nowMs + 5000).map(({ holdId }) => holdId);
        seen.push(JSON.stringify({ outcome, stock, due, next: store.nextDueMs(), verdicts: store.verdictTotals() }));
      }
      calls = [...people.next(nowMs)];
    }
    return seen;
  }

  it.each([1, 2, 3, 4, 5, 6, 7, 8])("answer every call of history %i with the same bytes", (seed) =>
    withRows((sql) => {
      const onRows = play(seed, sqlSaleStore(sql));
      expect(onRows.join(), "units were held and sold").toMatch(/"held":[1-9].*"sold":[1-9]/s);
      expect(onRows).toEqual(play(seed, memorySaleStore()));
    }),
  );
});
