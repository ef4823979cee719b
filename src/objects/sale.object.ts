import { DurableObject } from "cloudflare:workers";
import { clusterOf, type SaleCluster } from "../domain/identity/cluster-of.ts";
import type { BuyerOrderView } from "../domain/order/order-view.ts";
import { assert, err, ok, type Result } from "../domain/result.ts";
import { policyAt } from "../domain/rules/load-policy.ts";
import type { CallingProgress, DrawnPlace, OpenCalling, Opened } from "../domain/sale/calling/calling.ts";
import { readProgress } from "../domain/sale/calling/progress.ts";
import type { TurnStatus } from "../domain/sale/calling/turn-status.ts";
import { attempt } from "../domain/sale/commands/attempt.ts";
import type { AttemptCommand } from "../domain/sale/commands/attempt-command.ts";
import { type DecideAppealCommand, type DecidedAppeal, decideAppeal } from "../domain/sale/commands/decide-appeal.ts";
import { type Declined, type DeclineTurnCommand, declineTurn } from "../domain/sale/commands/decline-turn.ts";
import { type DivideSaleCommand, divideSale } from "../domain/sale/commands/divide-sale.ts";
import { type ExemptCommand, type Exempted, exempt } from "../domain/sale/commands/exempt.ts";
import { type ManageSaleCommand, manageSale } from "../domain/sale/commands/manage-sale.ts";
import { type MoveOrderCommand, moveOrder } from "../domain/sale/commands/move-order.ts";
import { otherPepper, type Replied } from "../domain/sale/commands/once.ts";
import { openCalling } from "../domain/sale/commands/open-calling.ts";
import { type PinPressureCommand, pinPressure } from "../domain/sale/commands/pin-pressure.ts";
import { type PromisedRedraw, promiseRedraw } from "../domain/sale/commands/promise-redraw.ts";
import {
  type PromisedUnits,
  type PromiseRefusal,
  type PromiseUnitsCommand,
  promiseUnits,
} from "../domain/sale/commands/promise-units.ts";
import { type PutSaleCommand, putSale } from "../domain/sale/commands/put-sale.ts";
import { type RedeemCommand, redeem } from "../domain/sale/commands/redeem.ts";
import { type ReleaseCommand, release } from "../domain/sale/commands/release.ts";
import { type SettleChallengeCommand, settleChallenge } from "../domain/sale/commands/settle-challenge.ts";
import { type TokenVerification, type VerifyTokenCommand, verifyToken } from "../domain/sale/commands/verify-token.ts";
import { termsRefused } from "../domain/sale/modes/registry.ts";
import type { PartnerParty, Party } from "../domain/sale/party.ts";
import { type OwnPool, type StockLevel, viewOwnPool, viewPoolLevels } from "../domain/sale/read-pool-levels.ts";
import {
  type FoundDecision,
  type OrderRecord,
  type SaleView,
  viewBuyerOrder,
  viewDecision,
  viewOrder,
  viewSale,
  viewTurnStatus,
} from "../domain/sale/read-sale.ts";
import type { CallRefusal, SaleRefusal } from "../domain/sale/refusal.ts";
import type { Hold } from "../domain/stock/stock.ts";
import { placed } from "../platform/jurisdiction/placed.ts";
import { watchStorage } from "../platform/storage/watched-storage.ts";
import { type CheckoutReplyOptions, checkoutBody } from "../wire/checkout-reply.ts";
import { jsonBody, saleBody, settledBody } from "../wire/command-reply.ts";
import { type CutSync, cutSync } from "./cut-sync.ts";
import type { ObjectEnv } from "./object-env.ts";
import { SaleAlarm } from "./sale.alarm.ts";
import { type SaleAudit, viewAudit } from "./sale.audit.ts";
import { exportAll, exportLagMs } from "./sale.chores.ts";
import { type ListedCluster, largestClusters } from "./sale.clusters.ts";
import { type ForgetCommand, type Forgotten, forget, isForgotten } from "./sale.forgetting.ts";
import {
  countWaitingOrders,
  type ListedOrders,
  type OrderFilter,
  viewOrders,
  type WaitingOrders,
} from "./sale.listing.ts";
import { viewWatched, type WatchedSale } from "./sale.live.ts";
import { type SaleLedger, viewFullLedger } from "./sale.losses.ts";
import { SalePolicies } from "./sale.policy.ts";
import { hasPurchases, unitsBought } from "./sale.purchases.ts";
import { type KeptCall, SALE_UNKNOWN, SaleTransactions } from "./sale.transactions.ts";

/** A checkout's call, and for whom and with which keys it is answered. */
export type CheckoutCall = KeptCall & CheckoutReplyOptions;

/**
 * One sale: stock, holds, claims, spent tokens, replies and decisions, in the one place where they change together. A lock,
 * tables and an alarm around the commands in `domain/sale`. Expired holds are swept before every command, so the alarm only
 * matters when no call comes. Memory is a cache of its tables.
 */
export class SaleObject extends DurableObject<ObjectEnv> {
  readonly #db: D1Database;
  readonly #sale: SaleTransactions;
  readonly #alarm: SaleAlarm;
  readonly #cutSync: CutSync;
  readonly #policies: SalePolicies;
  /** The object's clock. Tests of expiry put their own in its place. */
  clock: () => number = () => Date.now();

  constructor(state: DurableObjectState, env: ObjectEnv) {
    super(state, placed(env));
    const { storage } = state;
    this.#db = watchStorage(env.DB);
    const parts = { storage, db: this.#db, clock: () => this.clock() };
    this.#sale = new SaleTransactions({ ...parts, afterBatch: () => this.#alarm.afterBatch() });
    this.#alarm = new SaleAlarm({ ...parts, env, sale: this.#sale });
    this.#cutSync = cutSync({ ...parts, store: this.#sale.store, submit: (run) => this.#sale.submit(run) });
    this.#policies = new SalePolicies(storage.sql, this.env);
  }

  /** Creates or changes the sale: the only call that makes an object write anything for the first time. */
  async put(call: KeptCall, command: PutSaleCommand): Promise<Result<Replied, CallRefusal>> {
    const refused = this.#sale.exists ? undefined : termsRefused(command.definition);
    if (refused !== undefined) return err(refused);
    this.#sale.create();
    return await this.#sale.once(call, {
      run: (context) => putSale(context, command),
      body: (_, context) => saleBody(context),
    });
  }

  /** Moves units, pauses or resumes. */
  manage(call: KeptCall, command: ManageSaleCommand): Promise<Result<Replied, CallRefusal>> {
    return this.#sale.once(call, {
      run: (context) => manageSale(context, command),
      body: ({ stock, shortfall }, context) =>
        "paused" in command.change ? saleBody(context) : jsonBody({ ...stock, shortfall }),
    });
  }

  /**
   * One checkout, by the policy of this hash; where it cannot be had, by the last one that decided here.
   * @param commandText an `AttemptCommand` as JSON: cloning its hundred small members from Worker to object costs more
   * @param latestCutSeq the latest of what staff said of clusters: a sale that does not know it yet asks first
   */
  async attempt(
    call: CheckoutCall,
    commandText: string,
    policyHash?: string,
    latestCutSeq = 0,
  ): Promise<Result<Replied, CallRefusal>> {
    const sale = this.#find();
    if (sale === undefined) return SALE_UNKNOWN;
    // Before a policy is compiled: a caller may know a pepper already that is still being rolled out.
    const foreign = otherPepper(sale, call.idempotency.pepperEpoch);
    if (foreign !== undefined) return err(foreign);
    const policy = await this.#policies.choose(policyHash, sale);
    if (policy === undefined) return err({ kind: "policy-unavailable" });
    if (this.#cutSync.isBehind(latestCutSeq)) await this.#cutSync.sync(sale.shop, latestCutSeq);
    const command: AttemptCommand = JSON.parse(commandText);
    return await this.#sale.once(call, {
      run: (context) => {
        this.#alarm.attemptCame();
        return attempt(context, policyAt(policy, context.nowMs), command);
      },
      body: (attempted) => checkoutBody(attempted, call),
      recordOf: ({ written }) => written,
    });
  }

  /** Divides the units into pools, or moves some from one pool to another. */
  divide(call: KeptCall, command: DivideSaleCommand): Promise<Result<Replied, CallRefusal>> {
    return this.#sale.once(call, { run: (context) => divideSale(context, command), body: jsonBody });
  }

  async redeem(call: KeptCall, command: RedeemCommand): Promise<Result<Replied, CallRefusal>> {
    if (!this.#sale.exists) return err({ kind: "token-rejected" });
    return await this.#sale.once(call, { run: (context) => redeem(context, command), body: jsonBody });
  }

  async release(call: KeptCall, command: ReleaseCommand): Promise<Result<Replied, CallRefusal>> {
    if (!this.#sale.exists) return err({ kind: "hold-unknown" });
    return await this.#sale.once(call, { run: (context) => release(context, command), body: jsonBody });
  }

  /** Moves an order on, or ends it. */
  moveOrder(call: KeptCall, command: MoveOrderCommand): Promise<Result<Replied, CallRefusal>> {
    return this.#sale.once(call, { run: (context) => moveOrder(context, command), body: jsonBody });
  }

  /** @param kid the secret that the Worker signs the two tokens with */
  settleChallenge(call: KeptCall, command: SettleChallengeCommand, kid: string): Promise<Result<Replied, CallRefusal>> {
    return this.#sale.once(call, {
      run: (context) => settleChallenge(context, command),
      body: (settled) => settledBody(settled, kid),
    });
  }

  verifyToken(command: VerifyTokenCommand): Promise<TokenVerification> {
    return this.#sale.read({ kind: "timeout-or-duplicate" } as const, (context) => verifyToken(context, command));
  }

  /** A page of orders, and how many there are of each kind. */
  orders(reader: Party | PartnerParty, filter: OrderFilter): Promise<Result<ListedOrders, SaleRefusal>> {
    return this.#sale.read(SALE_UNKNOWN, (context) => viewOrders(context, () => this.#sale.rows(), reader, filter));
  }

  /** For staff: how many orders wait for somebody; undefined where there is no sale. */
  waitingOrders(): Promise<WaitingOrders | undefined> {
    return this.#sale.read(undefined, ({ nowMs }) => countWaitingOrders(this.#sale.rows(), nowMs));
  }

  /** An order with all that it went through. */
  orderRecord(reader: Party, orderId: string): Promise<Result<OrderRecord, SaleRefusal>> {
    return this.#sale.read(SALE_UNKNOWN, (context) => viewOrder(context, reader, orderId));
  }

  /** An order as its buyer may see it, who shows its receipt; undefined for every other text. */
  buyerOrder(orderId: string, receipt: string): Promise<BuyerOrderView | undefined> {
    return this.#sale.read(undefined, (context) => viewBuyerOrder(context, { orderId, receipt }));
  }

  view(): Promise<SaleView | undefined> {
    return this.#sale.read(undefined, viewSale);
  }

  /** What buyers who collect at these partners may still find, in the order of their ids. */
  poolLevels(partnerIds: readonly string[]): Promise<readonly StockLevel[] | undefined> {
    return this.#sale.read(undefined, (context) => viewPoolLevels(context, partnerIds));
  }

  /** What a partner sees of the stock. */
  ownPool(partnerId: string): Promise<OwnPool | undefined> {
    return this.#sale.read(undefined, (context) => viewOwnPool(context, partnerId));
  }

  ledger(reader: Party): Promise<Result<SaleLedger, SaleRefusal>> {
    return this.#sale.read(SALE_UNKNOWN, (context) => viewFullLedger(context, this.ctx.storage.sql, reader));
  }

  /** Recomputes every figure from the rows. */
  audit(reader: Party): Promise<Result<SaleAudit, SaleRefusal>> {
    return this.#sale.read(SALE_UNKNOWN, (context) => viewAudit(context, () => this.#sale.rows(), reader));
  }

  decision(reader: Party, decisionId: string): Promise<Result<FoundDecision, SaleRefusal>> {
    const absent = err({ kind: "decision-unknown" } as const);
    return this.#sale.read(absent, (context) => viewDecision(context, reader, decisionId));
  }

  /** What became of the hold of a decision whose record is in the archive alone. */
  hold(holdId: string): Promise<Hold | undefined> {
    return this.#sale.read(undefined, ({ store }) => store.findHold(holdId));
  }

  /** For staff: what was sold as an order. */
  order(orderId: string): Promise<readonly Hold[]> {
    return this.#sale.read([], ({ store }) => store.holdsOfOrder(orderId));
  }

  /** For staff: decides the appeal of an order that was cancelled for fraud. */
  decideAppeal(command: DecideAppealCommand): Promise<Result<DecidedAppeal, SaleRefusal>> {
    return this.#sale.change((context) => {
      const decided = decideAppeal(context, command);
      const account = decided.ok ? decided.value.heard?.account : undefined;
      if (!decided.ok || account === undefined || !isForgotten(this.#sale.rows(), account)) return decided;
      return ok({ ...decided.value, heard: undefined });
    });
  }

  /** Keeps units for who is invited. */
  promiseUnits(command: PromiseUnitsCommand): Promise<Result<PromisedUnits, PromiseRefusal>> {
    return this.#sale.change((context) => promiseUnits(context, command));
  }

  /** For staff: units that accounts have bought, those that bought none left out. */
  bought(accounts: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.#sale.read(new Map(), () => unitsBought(this.#sale.rows(), accounts));
  }

  /** For later sales of its campaign: whether something was sold, or still may be. */
  hasPurchases(): Promise<boolean> {
    return this.#sale.read(false, ({ nowMs }) => hasPurchases(this.#sale.rows(), nowMs));
  }

  /** For staff: lets the next checkouts of an account skip the rules that brought one into review. */
  exempt(command: ExemptCommand): Promise<Result<Exempted, SaleRefusal>> {
    return this.#sale.change((context) => exempt(context, command));
  }

  /** For staff: holds the sale's pressure at a level, or lets it go. */
  pinPressure(command: PinPressureCommand): Promise<Result<PinPressureCommand, SaleRefusal>> {
    return this.#sale.change((context) => pinPressure(context, command));
  }

  /** The draw says that an order is there to be called. May be said again. */
  openCalling(command: OpenCalling): Promise<Result<Opened, SaleRefusal>> {
    return this.#sale.change((context) => openCalling(context, command));
  }

  /** What the draw reads of the calling, from one range on. */
  callingProgress(fromSeq: number): Promise<CallingProgress | undefined> {
    return this.#sale.read(undefined, (context) => readProgress(context, fromSeq));
  }

  /** Fixes the units that the next redraw is for. */
  async promiseRedraw(): Promise<PromisedRedraw> {
    assert(this.#sale.exists, "a sale that is drawn is there");
    return await this.#sale.submit(promiseRedraw);
  }

  /** Where a registration stands by its place. */
  turnStatus(drawn: DrawnPlace | undefined): Promise<TurnStatus | undefined> {
    return this.#sale.read(undefined, (context) => viewTurnStatus(context, drawn));
  }

  /** Who registered gives up their turn. */
  declineTurn(command: DeclineTurnCommand): Promise<Result<Declined, SaleRefusal>> {
    return this.#sale.change((context) => declineTurn(context, command));
  }

  /** How far the archive is behind this sale. */
  exportLagMs(): number | undefined {
    return this.#sale.exists ? exportLagMs(this.ctx.storage, this.clock()) : undefined;
  }

  /** Copies to the archive what is not there yet. */
  async exportAll(): Promise<void> {
    if (this.#sale.exists) await exportAll(this.#sale.outbox(), this.clock());
  }

  /** Forgets accounts, and sees to what has to stay of them until the sale has closed. */
  async forget(command: ForgetCommand): Promise<Forgotten> {
    if (!this.#sale.exists) return { deleted: 0, tombstones: 0 };
    const forgotten = await this.#sale.submit(({ nowMs }) => {
      const done = forget(this.#sale.rows(), command, nowMs);
      this.#sale.reread();
      return done;
    });
    await this.#alarm.setClosing();
    return forgotten;
  }

  /** For staff: what the console shows while the sale runs. */
  watch(): Promise<WatchedSale | undefined> {
    const { words } = this.#sale;
    return this.#sale.read(undefined, (context) => viewWatched(context, this.#sale.rows(), words.textOf));
  }

  /** For staff: the largest clusters of accounts that belong together. */
  clusters(): Promise<readonly ListedCluster[]> {
    return this.#sale.read([], () => largestClusters(this.#sale.rows()));
  }

  /** For staff: the cluster of one account, and why it is one. */
  cluster(account: string): Promise<SaleCluster | undefined> {
    return this.#sale.read(undefined, ({ store }) => clusterOf(store, account));
  }

  /** For staff, who just made a change: brings the sale up to date with it. */
  async syncCuts(latestSeq: number): Promise<void> {
    const sale = this.#find();
    if (sale !== undefined) await this.#cutSync.sync(sale.shop, latestSeq);
  }

  /** Only a sweeper and a messenger: may fire early, late, twice or never, and never throws. */
  override async alarm(): Promise<void> {
    if (this.#sale.exists) await this.#alarm.fire();
  }

  #find() {
    return this.#sale.exists ? this.#sale.store.findSale() : undefined;
  }
}
