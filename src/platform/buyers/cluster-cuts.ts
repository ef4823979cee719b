import type { ChainFault } from "../../domain/hash-chain.ts";
import type { CutChange, CutPair } from "../../domain/identity/cluster/cluster-store.ts";
import type { ClusterEvent } from "../../domain/identity/cluster-event.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { type Append, appendDecided, auditChain, type ChainEnd, chainIn } from "../chain.ts";

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

/** Everything that staff said of clusters. */
const CLUSTER_CHAIN = chainIn<ClusterEvent>("cluster_event");

type CutCount = { readonly in_force: number; readonly cuts: number };
type CutRow = { readonly account: string; readonly other: string; readonly in_force: number; readonly body: string };

/**
 * Writes down what staff say of a pair: in the chain and in the pair's row, both or neither.
 * @returns the number of the change
 */
export async function recordCut(
  db: D1Database,
  { account, other }: CutPair,
  event: ClusterEvent,
): Promise<Result<number, CutRefusal>> {
  const inForce = event.kind === "cut" ? 1 : 0;
  const row = (seq: number) =>
    db
      .prepare(
        `INSERT INTO cluster_cut (account, other, cut_id, shop, kinds, in_force, seq, at_ms)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (account, other) DO UPDATE SET cut_id = excluded.cut_id, kinds = excluded.kinds,
           in_force = excluded.in_force, seq = excluded.seq, at_ms = excluded.at_ms`,
      )
      .bind(account, other, event.cutId, event.shop, JSON.stringify(event.kinds), inForce, seq, event.atMs);
  const appended = await appendDecided(db, CLUSTER_CHAIN, {
    reads: [
      db.prepare("SELECT in_force FROM cluster_cut WHERE account = ? AND other = ?").bind(account, other),
      db.prepare("SELECT COUNT(*) AS cuts FROM cluster_cut WHERE shop = ? AND in_force = 1").bind(event.shop),
    ],
    decide: ([known, counted]: readonly D1Result<CutCount>[]): Result<Append<ClusterEvent>, CutRefusal> => {
      if ((known?.results[0]?.in_force ?? 0) === inForce) return err({ kind: "cut-already" });
      const cuts = counted?.results[0]?.cuts ?? 0;
      if (inForce === 1 && cuts >= CUTS_IN_FORCE_MAX) return err({ kind: "too-many-cuts" });
      return ok({ bodies: [event], also: ([{ seq }]) => [row(seq)] });
    },
  });
  return appended.ok ? ok(appended.value.entries[0].seq) : appended;
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
export async function auditCuts(db: D1Database): Promise<ChainEnd & { readonly fault?: ChainFault | undefined }> {
  return await auditChain(db, CLUSTER_CHAIN);
}

function cutOf({ account, other, in_force, body }: CutRow): StoredCut {
  return { account, other, inForce: in_force === 1, event: JSON.parse(body) };
}
