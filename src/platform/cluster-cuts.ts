import { type ChainEntry, type ChainFault, findChainFault, nextEntry } from "../domain/hash-chain.ts";
import type { CutChange, CutPair } from "../domain/identity/cluster/cut.ts";
import type { ClusterEvent } from "../domain/identity/cluster-event.ts";
import { err, ok, type Result } from "../domain/result.ts";

/** A pair that staff said something of, and what they said last. */
export type StoredCut = CutPair & { readonly inForce: boolean; readonly event: ClusterEvent };

export type CutRefusal =
  /** Nothing would change: the pair is cut already, or joined again. */
  | { readonly kind: "cut-already" }
  /** A shop may have `CUTS_IN_FORCE_MAX` cuts in force. */
  | { readonly kind: "too-many-cuts" }
  | { readonly kind: "busy" };

/** Accounts that are about to be joined are held against all cuts of their shop, so they stay few enough for a checkout. */
export const CUTS_IN_FORCE_MAX = 200;
const TRIES_MAX = 5;
const ENTRIES_PER_READ = 500;

type EventRow = { readonly seq: number; readonly previous: string; readonly body: string; readonly hash: string };
type CutRow = { readonly account: string; readonly other: string; readonly in_force: number; readonly body: string };

/**
 * Writes down what staff say of a pair: in the chain and in the pair's row, both or neither. What was decided on an old state
 * never finds its place in the chain free, and is decided anew.
 * @returns the number of the change
 */
export async function recordCut(
  db: D1Database,
  { account, other }: CutPair,
  event: ClusterEvent,
): Promise<Result<number, CutRefusal>> {
  const inForce = event.kind === "cut" ? 1 : 0;
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const [known, counted, latest] = await db.batch<EventRow & { in_force: number; cuts: number }>([
      db.prepare("SELECT in_force FROM cluster_cut WHERE account = ? AND other = ?").bind(account, other),
      db.prepare("SELECT COUNT(*) AS cuts FROM cluster_cut WHERE shop = ? AND in_force = 1").bind(event.shop),
      db.prepare("SELECT seq, previous, body, hash FROM cluster_event ORDER BY seq DESC LIMIT 1"),
    ]);
    if ((known?.results[0]?.in_force ?? 0) === inForce) return err({ kind: "cut-already" });
    if (inForce === 1 && (counted?.results[0]?.cuts ?? 0) >= CUTS_IN_FORCE_MAX) return err({ kind: "too-many-cuts" });
    const last = latest?.results[0];
    const { seq, previous, body, hash } = nextEntry(last && entryOf(last), event);
    const [, written] = await db.batch([
      db
        .prepare(
          `INSERT INTO cluster_event (seq, previous, body, hash) VALUES (?, ?, ?, ?) ON CONFLICT (seq) DO NOTHING`,
        )
        .bind(seq, previous, JSON.stringify(body), hash),
      db
        .prepare(
          `INSERT INTO cluster_cut (account, other, cut_id, shop, kinds, in_force, seq, at_ms)
           SELECT ?3, ?4, ?5, ?6, ?7, ?8, ?1, ?9 WHERE EXISTS (SELECT 1 FROM cluster_event WHERE seq = ?1 AND hash = ?2)
           ON CONFLICT (account, other) DO UPDATE SET cut_id = excluded.cut_id, kinds = excluded.kinds,
             in_force = excluded.in_force, seq = excluded.seq, at_ms = excluded.at_ms`,
        )
        .bind(seq, hash, account, other, event.cutId, event.shop, JSON.stringify(event.kinds), inForce, event.atMs),
    ]);
    if (written?.meta.changes === 1) return ok(seq);
  }
  return err({ kind: "busy" });
}

/** What staff changed for a shop since a change that is known. */
export async function cutChangesSince(db: D1Database, shop: string, seq: number): Promise<readonly CutChange[]> {
  const { results } = await db
    .prepare("SELECT account, other, seq, in_force FROM cluster_cut WHERE shop = ? AND seq > ? ORDER BY seq")
    .bind(shop, seq)
    .all<{ account: string; other: string; seq: number; in_force: number }>();
  return results.map(({ in_force, ...change }) => ({ ...change, inForce: in_force === 1 }));
}

/** Number of the latest change of any shop; 0 before the first. */
export async function latestCutSeq(db: D1Database): Promise<number> {
  return (
    (await db.prepare("SELECT COALESCE(MAX(seq), 0) AS seq FROM cluster_event").first<{ seq: number }>())?.seq ?? 0
  );
}

/** Cuts in force that any of these accounts is part of, the latest first. */
export async function cutsOf(db: D1Database, accounts: readonly string[]): Promise<readonly StoredCut[]> {
  const { results } = await db
    .prepare(
      `SELECT account, other, in_force, body FROM cluster_cut JOIN cluster_event USING (seq)
       WHERE in_force = 1 AND (account IN (SELECT value FROM json_each(?1)) OR other IN (SELECT value FROM json_each(?1)))
       ORDER BY seq DESC`,
    )
    .bind(JSON.stringify(accounts))
    .all<CutRow>();
  return results.map(cutOf);
}

export async function findCut(db: D1Database, cutId: string): Promise<StoredCut | undefined> {
  const row = await db
    .prepare("SELECT account, other, in_force, body FROM cluster_cut JOIN cluster_event USING (seq) WHERE cut_id = ?")
    .bind(cutId)
    .first<CutRow>();
  return row === null ? undefined : cutOf(row);
}

/** Checks the chain of everything that staff said of clusters, from its first entry on. */
export async function auditCuts(
  db: D1Database,
): Promise<{ readonly entries: number; readonly fault?: ChainFault | undefined }> {
  const entries: ChainEntry<ClusterEvent>[] = [];
  for (;;) {
    const { results } = await db
      .prepare(
        `SELECT seq, previous, body, hash FROM cluster_event WHERE seq > ? ORDER BY seq LIMIT ${ENTRIES_PER_READ}`,
      )
      .bind(entries.at(-1)?.seq ?? 0)
      .all<EventRow>();
    entries.push(...results.map(entryOf));
    if (results.length < ENTRIES_PER_READ) break;
  }
  return { entries: entries.length, fault: findChainFault(entries) };
}

function cutOf({ account, other, in_force, body }: CutRow): StoredCut {
  return { account, other, inForce: in_force === 1, event: JSON.parse(body) };
}

function entryOf({ seq, previous, body, hash }: EventRow): ChainEntry<ClusterEvent> {
  return { seq, previous, hash, body: JSON.parse(body) };
}
