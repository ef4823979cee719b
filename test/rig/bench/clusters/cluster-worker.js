import { DurableObject } from "cloudflare:workers";
import { applyCut } from "../../../../src/domain/identity/cluster/cut.ts";
import { readHistory, recordAttempt } from "../../../../src/domain/sale/history/history.ts";
import { openSaleStore } from "../../../../src/domain/sale/open-store.ts";
import { migrate } from "../../../../src/objects/migrate.ts";
import { SALE_MIGRATIONS, sqlBacking } from "../../../../src/objects/sale.sql.ts";
import { sqlWords } from "../../../../src/objects/sale.words.ts";

const MINUTE_MS = 60_000;

/**
 * A sale's rows, and of a checkout what they are asked and told about clusters and history: in one transaction of the object,
 * as in the service, by the service's own code. Nothing is decided here.
 */
export class ClusterSale extends DurableObject {
  constructor(state, env) {
    super(state, env);
    migrate(state.storage, SALE_MIGRATIONS);
    this.store = openSaleStore(sqlBacking(state.storage.sql, sqlWords(state.storage.sql)));
    while (this.store.learnNames());
  }

  come(text) {
    const { checkouts, cuts } = JSON.parse(text);
    const { store } = this;
    const nowMs = Date.now();
    const context = { store, nowMs, random: Math.random };
    const definition = { mode: "flash", clientSignals: "optional", opensAtMs: nowMs - MINUTE_MS };
    this.ctx.storage.transactionSync(() => {
      store.begin();
      for (const cut of cuts) applyCut(store, cut);
      for (const { asked, heldUnits } of checkouts) {
        recordAttempt(context, readHistory(context, { definition }, asked), heldUnits);
      }
      store.commit();
    });
  }

  figures() {
    this.ctx.storage.transactionSync(() => this.store.fold());
    const count = (query) => this.ctx.storage.sql.exec(query).one().n;
    return {
      accounts: count("SELECT COUNT(*) AS n FROM account"),
      members: count("SELECT COUNT(*) AS n FROM link_member"),
      clustered: count("SELECT TOTAL(accounts) AS n FROM cluster WHERE parent IS NULL AND grade = 'attempted'"),
      cutsInForce: count("SELECT COUNT(*) AS n FROM cut WHERE in_force = 1"),
    };
  }
}

export default {
  async fetch(request, env) {
    const { searchParams } = new URL(request.url);
    const sale = env.SALE.getByName(searchParams.get("sale"));
    if (request.method === "GET") return Response.json(await sale.figures());
    await sale.come(await request.text());
    return new Response();
  },
};
