import { env, runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { memorySaleStore } from "../../src/domain/sale/memory-store.ts";
import { migrate } from "../../src/objects/migrate.ts";
import { SALE_MIGRATIONS, sqlSaleStore } from "../../src/objects/sale.sql.ts";
import { tallies } from "../../src/objects/sale.tallies.ts";
import { describeSaleStore } from "../domain/sale/store.contract.ts";
import { HELD_AND_SOLD, playHistory } from "../sim/play-history.ts";
import "./support/deployment.ts";

/** Storage is shared between tests: each works in an object of its own. */
let objects = 0;

function withRows(test: (sql: SqlStorage) => void): Promise<void> {
  return runInDurableObject(env.SALE.getByName(`sale-store-${++objects}`), (_, { storage }) => {
    migrate(storage, SALE_MIGRATIONS);
    test(storage.sql);
  });
}

describeSaleStore("SQLite", (test) => withRows((sql) => test({ store: sqlSaleStore(sql, tallies(sql)) })));

describe("maps and SQLite in step", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])("answer every call of history %i with the same bytes", (seed) =>
    withRows((sql) => {
      const rows = sqlSaleStore(sql, tallies(sql));
      const maps = memorySaleStore();
      const onRows = playHistory(seed, () => rows);
      expect(onRows.join(), "units were held and sold").toMatch(HELD_AND_SOLD);
      expect(onRows).toEqual(playHistory(seed, () => maps));
    }),
  );
});
