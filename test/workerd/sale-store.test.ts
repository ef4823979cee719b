import { env, runInDurableObject } from "cloudflare:test";
import { migrate } from "../../src/objects/migrate.ts";
import { SALE_MIGRATIONS, sqlSaleStore } from "../../src/objects/sale.sql.ts";
import { describeSaleStore } from "../domain/sale/store.contract.ts";
import "./support/deployment.ts";

/** Storage is shared between tests: each works in an object of its own. */
let objects = 0;

describeSaleStore("SQLite", (test) =>
  runInDurableObject(env.SALE.getByName(`sale-store-${++objects}`), (_, { storage }) => {
    migrate(storage, SALE_MIGRATIONS);
    const { sql } = storage;
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
    });
  }),
);
