import { env, runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { applyCut, pairOf } from "../../src/domain/identity/cluster/cut.ts";
import { readHistory, recordAttempt } from "../../src/domain/sale/history/history.ts";
import { memorySaleStore } from "../../src/domain/sale/memory-store.ts";
import type { SaleStore } from "../../src/domain/sale/store.ts";
import { migrate } from "../../src/objects/migrate.ts";
import { forget } from "../../src/objects/sale.forgetting.ts";
import { SALE_MIGRATIONS, sqlSaleStore } from "../../src/objects/sale.sql.ts";
import { NOW_MS, SALE } from "../domain/sale/fixtures.ts";
import { describeSaleStore } from "../domain/sale/store.contract.ts";
import { createRandomApart } from "../rig/shared/random.ts";
import { HELD_AND_SOLD, playHistory } from "../sim/play-history.ts";
import "./support/deployment.ts";

const NOTHING_ELSE = {
  holderKey: undefined,
  signals: {},
  crowd: [],
  likeness: { byBrowser: true, cohorts: [] },
};

/** Storage is shared between tests: each works in an object of its own. */
let objects = 0;

function withRows(test: (sql: SqlStorage, storage: DurableObjectStorage) => void): Promise<void> {
  return runInDurableObject(env.SALE.getByName(`sale-store-${++objects}`), (_, { storage }) => {
    migrate(storage, SALE_MIGRATIONS);
    test(storage.sql, storage);
  });
}

describeSaleStore("SQLite", (test) =>
  withRows((sql) => test({ store: sqlSaleStore(sql), taken: /UNIQUE constraint failed/ })),
);

describe("maps and SQLite in step", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])("answer every call of history %i with the same bytes", (seed) =>
    withRows((sql) => {
      const rows = sqlSaleStore(sql);
      const maps = memorySaleStore();
      const onRows = playHistory(seed, () => rows);
      expect(onRows.join(), "units were held and sold").toMatch(HELD_AND_SOLD);
      expect(onRows).toEqual(playHistory(seed, () => maps));
    }),
  );
});

describe("what is counted in memory", () => {
  it("is written with its transaction, goes when that is taken back, and stays when rows are read again", () =>
    withRows((sql) => {
      const store = sqlSaleStore(sql);
      const written = () => sql.exec("SELECT verdict, attempts FROM tally").toArray();
      store.countVerdict("deny", [], NOW_MS);
      store.discard();
      store.countVerdict("allow", [], NOW_MS);
      store.reread();
      expect(written()).toEqual([]);
      store.flush();
      expect(written()).toEqual([{ verdict: "allow", attempts: 1 }]);
    }));
});

describe("what is kept in memory of clusters and cuts", () => {
  const ACCOUNTS = Array.from({ length: 12 }, (_, n) => `account_${n}`);
  const STEPS = 120;

  it.each([1, 2, 3, 4, 5, 6])(
    "is what the rows say, whatever is joined, cut, taken back and forgotten (seed %i)",
    (seed) =>
      withRows((sql, storage) => {
        const dice = createRandomApart(seed);
        const store = sqlSaleStore(sql);
        store.writeSale(SALE);
        const anybody = () => ACCOUNTS[dice.between(0, ACCOUNTS.length - 1)] ?? "";
        const come = () => {
          const context = { store, nowMs: NOW_MS, random: dice.uniform };
          const keys = { account: anybody(), device: `d${dice.between(1, 5)}`, payment: `p${dice.between(1, 5)}` };
          recordAttempt(context, readHistory(context, SALE, { ...NOTHING_ELSE, keys }), dice.between(0, 1));
        };
        const cut = () => {
          const [one, other] = [anybody(), anybody()];
          const seq = store.latestCutSeq() + 1;
          if (one !== other) applyCut(store, { ...pairOf(one, other), seq, inForce: dice.chance(0.7) });
        };
        const forgetOne = () => {
          forget(sql, { accounts: [anybody()], pseudonyms: [], decisionIds: [] }, NOW_MS);
          store.discard();
        };
        const takeBack = () => {
          const failure = new Error("taken back");
          const run = () =>
            storage.transactionSync(() => {
              dice.pick([come, cut])();
              throw failure;
            });
          expect(run).toThrow(failure);
          store.discard();
        };
        const kept = ({ findClusterPlaces, cutsInForce }: SaleStore) => ({
          places: findClusterPlaces(ACCOUNTS),
          cuts: cutsInForce(),
        });
        let joined = 0;
        for (let step = 0; step < STEPS; step += 1) {
          dice.pick([come, come, come, cut, cut, takeBack, forgetOne])();
          expect(kept(store)).toEqual(kept(sqlSaleStore(sql)));
          joined += [...kept(store).places.claimed.values()].filter(({ parent }) => parent !== undefined).length;
        }
        expect(joined, "clusters of accounts that hold were seen").toBeGreaterThan(STEPS);
      }),
  );
});
