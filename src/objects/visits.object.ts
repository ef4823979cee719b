import { DurableObject } from "cloudflare:workers";
import { BEGUN_NETWORKS_MAX, BEGUN_NETWORKS_TOLD_MAX, BEGUN_VISITS_TOLD_MIN } from "../domain/limits.ts";
import { hasSchema, migrate } from "./migrate.ts";

/** Steps of the schema, applied in order and never edited once released. */
const VISITS_MIGRATIONS: readonly string[] = [
  "CREATE TABLE network (name TEXT PRIMARY KEY, begun INTEGER NOT NULL) WITHOUT ROWID;",
];
/** The row of all networks together; no pseudonym is empty. */
const ALL = "";
/** A day without a visit, and the counts are forgotten. */
const QUIET_MS = 24 * 3_600_000;
/** What is told is put together anew after so long. */
const TOLD_MS = 1000;

/** A network, as the keyed hash that visits are bound to, and how many visits it began. */
export type Begun = readonly [network: string, visits: number];
/** How many visits a sale has seen begun, and how many each network did that began many. */
export type BegunCounts = { readonly total: number; readonly visitsOf: ReadonlyMap<string, number> };

type Row = { name: string; begun: number };

/**
 * Counts the visits of one sale by the networks that began them. Exact for all but networks that began few, while the sale is seen
 * by more networks than are kept. Whoever floods it with networks of one visit each hides none that began many.
 */
export class VisitsObject extends DurableObject<object> {
  #exists: boolean;
  /** Rows at most, since a network is counted anew that was there before. */
  #rows = 0;
  /** Networks that began many: what is told needs no walk over the table. */
  readonly #many = new Map<string, number>();
  #total = 0;
  #told: { readonly counts: BegunCounts; readonly untilMs: number } | undefined;
  #countedSinceAlarm = true;

  constructor(state: DurableObjectState, env: object) {
    super(state, env);
    this.#exists = hasSchema(state.storage);
    if (this.#exists) this.#read();
  }

  /** Adds visits that were begun since the last call; each visit is in it under each of its networks. */
  async count(visits: number, networks: readonly Begun[]): Promise<void> {
    const { storage } = this.ctx;
    if (!this.#exists) {
      migrate(storage, VISITS_MIGRATIONS);
      this.#exists = true;
    }
    const rows = storage.sql.exec<Row>(
      `INSERT INTO network SELECT value ->> 0, value ->> 1 FROM json_each(?) WHERE TRUE
       ON CONFLICT (name) DO UPDATE SET begun = begun + excluded.begun RETURNING name, begun`,
      JSON.stringify([[ALL, visits], ...networks]),
    );
    for (const row of rows) this.#learn(row);
    this.#rows += networks.length;
    if (this.#rows > BEGUN_NETWORKS_MAX) this.#forgetFew();
    this.#countedSinceAlarm = true;
    if ((await storage.getAlarm()) === null) await storage.setAlarm(Date.now() + QUIET_MS);
  }

  /** What is known of the networks that began many; nothing is written where nothing was counted. */
  counts(): BegunCounts {
    const nowMs = Date.now();
    if (this.#told !== undefined && nowMs < this.#told.untilMs) return this.#told.counts;
    const most = [...this.#many].sort(([, a], [, b]) => b - a).slice(0, BEGUN_NETWORKS_TOLD_MAX);
    const counts = { total: this.#total, visitsOf: new Map(most) };
    this.#told = { counts, untilMs: nowMs + TOLD_MS };
    return counts;
  }

  /** Forgets all counts after a day in which no visit began. */
  override async alarm(): Promise<void> {
    if (this.#countedSinceAlarm) {
      this.#countedSinceAlarm = false;
      await this.ctx.storage.setAlarm(Date.now() + QUIET_MS);
      return;
    }
    await this.ctx.storage.deleteAll();
    this.#exists = false;
    this.#rows = 0;
    this.#total = 0;
    this.#many.clear();
    this.#told = undefined;
  }

  #read(): void {
    const { storage } = this.ctx;
    migrate(storage, VISITS_MIGRATIONS);
    this.#rows = storage.sql.exec<{ rows: number }>("SELECT COUNT(*) AS rows FROM network").one().rows;
    for (const row of storage.sql.exec<Row>("SELECT * FROM network WHERE begun >= ?", BEGUN_VISITS_TOLD_MIN)) {
      this.#learn(row);
    }
    this.#total = storage.sql.exec<Row>("SELECT * FROM network WHERE name = ?", ALL).toArray()[0]?.begun ?? 0;
  }

  #learn({ name, begun }: Row): void {
    if (name === ALL) this.#total = begun;
    else if (begun >= BEGUN_VISITS_TOLD_MIN) this.#many.set(name, begun);
  }

  /** Leaves the networks that began the most: those that are told stay for as long as there are not that many of them. */
  #forgetFew(): void {
    const { sql } = this.ctx.storage;
    this.#rows = sql.exec<{ rows: number }>("SELECT COUNT(*) AS rows FROM network").one().rows;
    if (this.#rows <= BEGUN_NETWORKS_MAX) return;
    sql.exec(
      "DELETE FROM network WHERE name IN (SELECT name FROM network WHERE name <> ? ORDER BY begun LIMIT ?)",
      ALL,
      Math.ceil(this.#rows / 2),
    );
    this.#many.clear();
    this.#read();
  }
}
