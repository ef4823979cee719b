import { env, runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { applyCut, pairOf } from "../../src/domain/identity/cluster/cut.ts";
import { NOBODY_CALLED } from "../../src/domain/sale/calling/calling-state.ts";
import { promiseRedraw } from "../../src/domain/sale/commands/promise-redraw.ts";
import { sweep } from "../../src/domain/sale/commands/sweep.ts";
import { readHistory, recordAttempt } from "../../src/domain/sale/history/history.ts";
import { mapSaleStore } from "../../src/domain/sale/map-store.ts";
import { type OpenSaleStore, openSaleStore } from "../../src/domain/sale/open-store.ts";
import type { SaleStore } from "../../src/domain/sale/store.ts";
import { migrate } from "../../src/objects/migrate.ts";
import { forget } from "../../src/objects/sale.forgetting.ts";
import { SALE_MIGRATIONS, sqlBacking } from "../../src/objects/sale.sql.ts";
import { sqlWords } from "../../src/objects/sale.words.ts";
import { DRAWN } from "../domain/sale/calling/drawn-sale.ts";
import { HOLD, NOW_MS, SALE } from "../domain/sale/fixtures.ts";
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

const TAKEN = /there is no row under .* yet/;

/** Storage is shared between tests: each works in an object of its own. */
let objects = 0;

function withRows(test: (sql: SqlStorage, storage: DurableObjectStorage) => void): Promise<void> {
  return runInDurableObject(env.SALE.getByName(`sale-store-${++objects}`), (_, { storage }) => {
    migrate(storage, SALE_MIGRATIONS);
    test(storage.sql, storage);
  });
}

/** A sale's memory over the rows of its object, as an instance that was just started has it. */
function opened(sql: SqlStorage): OpenSaleStore {
  const store = openSaleStore(sqlBacking(sql, sqlWords(sql)));
  store.begin();
  return store;
}

/** The same once it knows the names of all that is stored. */
function learnt(sql: SqlStorage): OpenSaleStore {
  const store = opened(sql);
  while (store.learnNames());
  return store;
}

/** A memory that writes and forgets before it is asked anything: what it says is what the rows say. */
function forgetful(sql: SqlStorage): SaleStore {
  const store = learnt(sql);
  return new Proxy(store, {
    get(target, name, receiver) {
      store.fold();
      store.reread();
      return Reflect.get(target, name, receiver);
    },
  });
}

describeSaleStore("memory over SQLite", (test) => withRows((sql) => test({ store: learnt(sql), taken: TAKEN })));
describeSaleStore("memory over SQLite that knows no names yet", (test) =>
  withRows((sql) => test({ store: opened(sql), taken: TAKEN })),
);
describeSaleStore("SQLite alone", (test) => withRows((sql) => test({ store: forgetful(sql), taken: TAKEN })));

describe("maps and SQLite in step", () => {
  it.each([1, 2, 3, 4, 5, 7, 8, 9])("answer every call of history %i with the same bytes", (seed) =>
    withRows((sql) => {
      const rows = learnt(sql);
      const maps = mapSaleStore();
      const onRows = playHistory(seed, () => rows);
      expect(onRows.join(), "units were held and sold").toMatch(HELD_AND_SOLD);
      expect(onRows).toEqual(playHistory(seed, () => maps));
    }),
  );
});

describe("the redo log over SQLite", () => {
  it.each([1, 2, 3, 4])(
    "loses no byte of history %i, wherever it is folded, in part folded, and started from",
    (seed) =>
      withRows((sql) => {
        const inLog = () => sql.exec<{ n: number }>("SELECT COUNT(*) AS n FROM redo").one().n;
        let [store, calls, loggedMax] = [learnt(sql), 0, 0];
        const started = playHistory(seed, () => {
          store.commit();
          loggedMax = Math.max(loggedMax, inLog());
          calls += 1;
          if (calls % 3 === 0) store = opened(sql);
          else if (calls % 4 === 0) store.foldSome();
          return store;
        });
        const undisturbed = mapSaleStore();
        expect(started).toEqual(playHistory(seed, () => undisturbed));
        expect(loggedMax, "entries were in the log at once").toBeGreaterThan(0);
        store.fold();
        expect(inLog()).toBe(0);
        expect(sql.exec("SELECT COUNT(*) AS n FROM hold").one().n).toBe(undisturbed.dump().holds.length);
      }),
  );

  it("goes with the transaction that it was folded in, and is folded again", () =>
    withRows((sql, storage) => {
      const store = learnt(sql);
      store.writeHold(HOLD);
      store.commit();
      const run = () =>
        storage.transactionSync(() => {
          store.writeHold({ ...HOLD, state: "sold" });
          store.fold();
          throw new Error("taken back");
        });
      expect(run).toThrow("taken back");
      store.discard();
      store.begin();
      expect(store.findHold(HOLD.holdId)?.state).toBe("held");
      expect(sql.exec("SELECT state FROM hold").toArray()).toEqual([{ state: "held" }]);
    }));
});

describe("places that a release before kept in the row of the calling", () => {
  const VACATED = [
    { round: 7, place: 2 },
    { round: 7, place: 1 },
  ];
  const STATE = {
    ...NOBODY_CALLED,
    orders: [{ round: 7, fromPlace: 1, places: 9, next: 4, callAtOnce: 3 }],
    setAside: 2,
    vacated: VACATED,
  };

  it.each(["the table", "the redo log"])("and that stand in %s are moved to their turns, and named", (where) =>
    runInDurableObject(env.SALE.getByName(`sale-store-${++objects}`), (_, { storage }) => {
      const { sql } = storage;
      migrate(
        storage,
        SALE_MIGRATIONS.slice(
          0,
          SALE_MIGRATIONS.findIndex((step) => step.includes("turn_vacated")),
        ),
      );
      const definition = { ...SALE.definition, ...DRAWN };
      sql.exec("INSERT INTO sale VALUES (1, ?)", JSON.stringify({ ...SALE, definition }));
      sql.exec("INSERT INTO stock VALUES (1, 3, 3, 0, 0, 0, 0)");
      for (const place of [1, 2]) sql.exec("INSERT INTO turn (round, place, state) VALUES (7, ?, 'declined')", place);
      if (where === "the table") sql.exec("INSERT INTO calling VALUES (1, ?)", JSON.stringify(STATE));
      else sql.exec("INSERT INTO redo VALUES (1, ?)", JSON.stringify([["calling", "calling", STATE]]));
      migrate(storage, SALE_MIGRATIONS);
      const store = learnt(sql);
      sweep({ store, nowMs: NOW_MS, random: Math.random });
      expect(promiseRedraw({ store })).toEqual({ units: 2, vacated: VACATED });
      store.fold();
      expect(JSON.parse(sql.exec<{ state: string }>("SELECT state FROM calling").one().state).vacated).toEqual([]);
      expect(sql.exec("SELECT round, place FROM turn WHERE vacated >= 0 ORDER BY vacated").toArray()).toEqual(VACATED);
    }),
  );
});

describe("what is counted in memory", () => {
  it("is written with its transaction, goes when that is taken back, and stays when rows are read again", () =>
    withRows((sql) => {
      const store = learnt(sql);
      const written = () => sql.exec("SELECT verdict, attempts FROM tally").toArray();
      store.countVerdict("deny", [], NOW_MS);
      store.discard();
      store.countVerdict("allow", [], NOW_MS);
      expect(written()).toEqual([]);
      store.fold();
      store.reread();
      store.countVerdict("allow", [], NOW_MS);
      store.fold();
      expect(written()).toEqual([{ verdict: "allow", attempts: 2 }]);
      expect(store.verdictTotals()).toEqual({ allow: 2, challenge: 0, review: 0, deny: 0 });
    }));
});

describe("what is kept in memory of links, clusters and cuts", () => {
  const ACCOUNTS = Array.from({ length: 12 }, (_, n) => `account_${n}`);
  const LINKS = ["device", "payment"].flatMap((kind) => [1, 2, 3, 4, 5].map((n) => `${kind}:${kind[0]}${n}`));
  const STEPS = 120;

  it.each([1, 2, 3, 4, 5, 6])(
    "is what the rows say, whatever is joined, cut, taken back and forgotten (seed %i)",
    (seed) =>
      withRows((sql, storage) => {
        const dice = createRandomApart(seed);
        const store = opened(sql);
        store.writeSale(SALE);
        const anybody = () => ACCOUNTS[dice.between(0, ACCOUNTS.length - 1)] ?? "";
        const come = () => {
          const context = { store, nowMs: NOW_MS, random: dice.uniform };
          const keys = { account: anybody(), device: `d${dice.between(1, 5)}`, payment: `p${dice.between(1, 5)}` };
          const history = readHistory(context, SALE, { ...NOTHING_ELSE, keys, personal: dice.chance(0.3) });
          const quantity = dice.between(0, 1);
          recordAttempt(context, history, quantity);
          const claims = { account: keys.account, quantity, links: history.links };
          if (dice.chance(0.3)) store.freeClaims(claims, NOW_MS + dice.between(0, 9));
          if (dice.chance(0.2)) store.proveClaims(claims);
        };
        const cut = () => {
          const [one, other] = [anybody(), anybody()];
          const seq = store.latestCutSeq() + 1;
          if (one !== other) applyCut(store, { ...pairOf(one, other), seq, inForce: dice.chance(0.7) });
        };
        const forgetOne = () => {
          store.fold();
          forget(sql, { accounts: [anybody()], pseudonyms: [], decisionIds: [] }, NOW_MS);
          store.reread();
        };
        const takeBack = () => {
          const failure = new Error("taken back");
          const run = () =>
            storage.transactionSync(() => {
              dice.pick([come, cut])();
              if (dice.chance(0.5)) store.fold();
              throw failure;
            });
          expect(run).toThrow(failure);
          store.discard();
        };
        const kept = ({ findClusterPlaces, cutsInForce, readLinks, findAccount }: SaleStore) => ({
          places: findClusterPlaces(ACCOUNTS),
          cuts: cutsInForce(),
          links: ACCOUNTS.map((account) => readLinks(LINKS, account)),
          accounts: ACCOUNTS.map((account) => findAccount(account)),
        });
        let joined = 0;
        for (let step = 0; step < STEPS; step += 1) {
          dice.pick([come, come, come, cut, cut, takeBack, forgetOne])();
          const known = kept(store);
          if (dice.chance(0.2)) store.learnNames();
          store.fold();
          expect(known).toEqual(kept(opened(sql)));
          joined += [...kept(store).places.held.values()].filter(({ parent }) => parent !== undefined).length;
        }
        expect(joined, "clusters of accounts that hold were seen").toBeGreaterThan(STEPS);
      }),
  );
});
