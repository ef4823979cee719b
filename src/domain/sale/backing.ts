import type { NewEvent } from "../events/event.ts";
import type { ClusterNode, ClusterSums, CutPair, KnownCut } from "../identity/cluster/cluster-store.ts";
import type { Grade } from "../identity/cluster/evidence.ts";
import type { LinkMember } from "../identity/cluster/link-member.ts";
import type { LinkSums } from "../identity/cluster/link-sums.ts";
import type { Order, OrderMove } from "../order/order.ts";
import type { PressureState } from "../pressure/pressure-state.ts";
import type { NamedPool } from "../stock/pools.ts";
import type { Hold, Stock } from "../stock/stock.ts";
import type { AttemptRow } from "./attempt-row.ts";
import type { CalledRange, DrawnPlace } from "./calling/calling.ts";
import type { CallingState, Turn } from "./calling/calling-state.ts";
import type { Cohort } from "./history/cohort.ts";
import type { BackingRows, Due, NamedRows, StoredLog } from "./memory/stored-rows.ts";
import type { SaleRecord } from "./record.ts";
import type { StoredReply } from "./reply.ts";
import type { AccountHistory, Exemption } from "./rows/account-rows.ts";
import type { Challenge } from "./rows/challenge-rows.ts";
import type { ToldPhase } from "./rows/event-rows.ts";

/** Both clusters of one account. */
export type AccountNodes = { readonly [grade in Grade]?: ClusterNode | undefined };

/** What staff said of clusters, as far as checkouts ask: pairs in force in the order of their names, and the latest change. */
export type CutList = { readonly inForce: readonly CutPair[]; readonly latestSeq: number };

/**
 * Where the rows of one sale are stored: SQLite in its object, maps in a simulation. Keys are texts: of a pair its parts with a
 * space between, and of what there is one of the name of its table. Rows marked as sums are never written: they follow from others,
 * and are kept up in memory from one reading to the next.
 */
export interface SaleBacking {
  readonly sale: BackingRows<SaleRecord>;
  readonly stock: BackingRows<Stock>;
  /** By partner; of common units by the empty text. */
  readonly pools: BackingRows<Stock>;
  readonly holds: NamedRows<Hold>;
  readonly accounts: NamedRows<AccountHistory>;
  readonly exemptions: NamedRows<readonly Exemption[]>;
  /** By link and account. Names are those of accounts. */
  readonly linkMembers: NamedRows<LinkMember>;
  /** Sums over the members of each link. */
  readonly links: NamedRows<LinkSums>;
  readonly nodes: NamedRows<AccountNodes>;
  readonly cuts: BackingRows<KnownCut>;
  /** Sums over all cuts. */
  readonly cutList: BackingRows<CutList>;
  readonly calling: BackingRows<CallingState>;
  readonly turns: BackingRows<Turn>;
  readonly calledRanges: BackingRows<CalledRange>;
  /** By the shop's own numbers. */
  readonly orders: NamedRows<Order>;
  /** By number within the order, and order. */
  readonly orderMoves: BackingRows<OrderMove>;
  /** Sums over the orders of each wave. */
  readonly waves: BackingRows<number>;
  readonly cohorts: NamedRows<Cohort>;
  readonly pressure: BackingRows<PressureState>;
  /** When the token of a spent visit expires. */
  readonly visits: NamedRows<number>;
  readonly challenges: NamedRows<Challenge>;
  readonly attempts: NamedRows<AttemptRow>;
  /** The decision under each idempotency scope: a part of its attempt. */
  readonly decisions: NamedRows<string>;
  readonly replies: NamedRows<StoredReply>;
  /** What waits to be told to others. Written, and never read back by the sale. */
  readonly events: BackingRows<NewEvent>;
  readonly toldPhase: BackingRows<ToldPhase>;
  /** Attempts by second and verdict. */
  readonly seconds: BackingRows<number>;
  /** Attempts by reason and verdict. */
  readonly reasons: BackingRows<number>;
  /** Sums over the seconds of each verdict. */
  readonly verdicts: BackingRows<number>;
  /** Attempts that were counted alone, by verdict. */
  readonly unwritten: BackingRows<number>;
  readonly redo: StoredLog;

  /** Holds that are due after this one, at most so many, in the order of their moments and then of their ids. */
  holdsDueAfter(hold: Due, max: number): readonly Due[];
  /** In the order of their keys. */
  allPools(): readonly NamedPool[];
  /** In the order of their ids. Reads every hold. */
  holdsOfOrder(orderId: string): readonly Hold[];
  /** The same of orders that lapse, or are overdue. */
  ordersDueAfter(order: Due, max: number): readonly Due[];
  /** Orders that are to be sent and were not, in the order of the dates that they were promised and then of their ids. */
  unsentAfter(order: Due, max: number): readonly Due[];
  /** In the order of their names. */
  clusterChildren(grade: Grade, account: string): readonly string[];
  clusterMembers(grade: Grade, root: string): readonly string[];
  countTurns(range: Pick<CalledRange, "round" | "fromPlace" | "toPlace">, state: Turn["state"]): number;
  /** In the order of the numbers of their vacancies. */
  vacatedFrom(number: number, max: number): readonly DrawnPlace[];
  /** In the order of their numbers. */
  rangesFrom(seq: number, max: number): readonly CalledRange[];
  /** Bytes that all stored rows take. */
  bytesUsed(): number;
  /** Bytes of the database that records are copied to, as it said last; 0 before it did. */
  archiveBytes(): number;
  /** Reads every hold and every member. */
  accountsAlone(accounts: readonly string[]): ReadonlyMap<string, ClusterSums>;
}
