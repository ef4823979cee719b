import type { ChallengeKind } from "../challenge/challenge-kind.ts";
import type { Verdict } from "../decision/decision.ts";
import type { BearerChange, LinkHistory } from "../identity/cluster/bearer.ts";
import type { ClusterStore } from "../identity/cluster/cluster-store.ts";
import type { Hold, Stock } from "../stock/stock.ts";
import type { VisitTokenClaims } from "../tokens/visit-token.ts";
import type { AttemptRow } from "./attempt-row.ts";
import type { Cohort } from "./history/cohort.ts";
import type { SaleRecord } from "./record.ts";
import type { StoredReply } from "./reply.ts";

/**
 * What one sale remembers, as the commands of the sale see it. Every method is synchronous, and a command's reads and writes
 * belong to one transaction of its caller. Two implementations obey one contract suite: rows of SQLite in the Sale object,
 * and maps in memory for the simulator.
 *
 * A *link* is a kind and a pseudonym, for example `device:e1.Gf3...`.
 */
export interface SaleStore extends ClusterStore {
  findSale(): SaleRecord | undefined;
  writeSale(sale: SaleRecord): void;

  readStock(): Stock;
  writeStock(stock: Stock): void;

  findHold(holdId: string): Hold | undefined;
  /** Holds that were sold as an order, in the order of their ids. For staff: it may read every hold. */
  holdsOfOrder(orderId: string): readonly Hold[];
  writeHold(hold: Hold): void;
  /** Open holds whose time is over, and ended holds whose units are due back. */
  dueHolds(nowMs: number): readonly Hold[];
  /** The earliest moment at which some hold is due; undefined when there is nothing to wait for. */
  nextDueMs(): number | undefined;

  /** What is known of each link, as the account sees it; links that nobody brought are left out. */
  readLinks(links: readonly string[], account: string): ReadonlyMap<string, LinkHistory>;
  writeBearers(changes: readonly BearerChange[]): void;
  /** Takes the units of a hold from the claims of its account under the hold's links. */
  freeClaims(hold: Pick<Hold, "account" | "quantity" | "links">): void;

  /** Cohorts by name; those that nobody joined are left out. */
  readCohorts(names: readonly string[]): ReadonlyMap<string, Cohort>;
  writeCohorts(cohorts: ReadonlyMap<string, Cohort>): void;

  findAccount(account: string): AccountHistory | undefined;
  writeAccount(account: string, history: AccountHistory): void;

  isVisitSpent(jti: string): boolean;
  spendVisit(jti: string, expiresAtMs: number): void;

  findChallenge(challengeId: string): Challenge | undefined;
  writeChallenge(challenge: Challenge): void;

  /** Staff approvals in force for an account: names of the rules they skip. */
  exemptionsOf(account: string, nowMs: number): readonly string[];
  /** Adds an approval, or replaces the one that names the same rule. */
  writeExemption(account: string, exemption: Exemption): void;

  /** One row per attempt: record, reply and place in the outbox. */
  writeAttempt(row: AttemptRow): void;
  findAttempt(decisionId: string): AttemptRow | undefined;

  countVerdict(verdict: Verdict, reasonCodes: readonly string[], atMs: number): void;
  verdictTotals(): { readonly [verdict in Verdict]: number };

  /** The reply that was given under a key, of a checkout as of any other command. */
  findReply(idempotencyScope: string): StoredReply | undefined;
  /** The reply of a command that made no decision: that of an attempt is part of its row. */
  writeReply(idempotencyScope: string, reply: StoredReply): void;
}

/** A rule that an account's checkouts skip, and until when. */
export type Exemption = { readonly rule: string; readonly expiresAtMs: number };

/** What a sale remembers of one account's behaviour, whatever came of its attempts. */
export type AccountHistory = {
  readonly attempts: number;
  /** Attempts in the minute that began at `minuteStartMs`. */
  readonly attemptsInMinute: number;
  readonly minuteStartMs: number;
  readonly unpaidHolds: number;
  /** Units that it holds or bought. */
  readonly units: number;
};

export type Challenge = {
  readonly challengeId: string;
  readonly account: string;
  readonly device?: string | undefined;
  readonly expiresAtMs: number;
  /** The visit that was asked, so that settling it can hand out a retry. */
  readonly visit?: VisitTokenClaims | undefined;
  /** What settles it. */
  readonly kinds: readonly ChallengeKind[];
  /** What did, once something has. */
  readonly settledBy?: ChallengeKind | undefined;
  readonly state: "open" | "settled" | "spent";
};
