import { DurableObject } from "cloudflare:workers";
import { configOf } from "../config.ts";
import type { AttemptRecord } from "../domain/decision/attempt-record.ts";
import { clusterOf, type SaleCluster } from "../domain/identity/cluster-of.ts";
import type { BuyerOrderView } from "../domain/order/order-view.ts";
import { assert, err, ok, type Result } from "../domain/result.ts";
import { type CompiledPolicy, policyAt } from "../domain/rules/load-policy.ts";
import type { CallingProgress, DrawnPlace, OpenCalling, Opened } from "../domain/sale/calling/calling.ts";
import { readProgress } from "../domain/sale/calling/progress.ts";
import { placeInForce, type Standing, standingOf } from "../domain/sale/calling/standing.ts";
import { attempt } from "../domain/sale/commands/attempt.ts";
import type { AttemptCommand } from "../domain/sale/commands/attempt-command.ts";
import { type Declined, type DeclineTurnCommand, declineTurn } from "../domain/sale/commands/decline-turn.ts";
import { type ExemptCommand, type Exempted, exempt } from "../domain/sale/commands/exempt.ts";
import { type ManageSaleCommand, manageSale } from "../domain/sale/commands/manage-sale.ts";
import { type MoveOrderCommand, moveOrder } from "../domain/sale/commands/move-order.ts";
import { type Idempotency, once, otherPepper, type Replied } from "../domain/sale/commands/once.ts";
import { openCalling } from "../domain/sale/commands/open-calling.ts";
import { type PinPressureCommand, pinPressure } from "../domain/sale/commands/pin-pressure.ts";
import { type PromisedRedraw, promiseRedraw } from "../domain/sale/commands/promise-redraw.ts";
import { type PutSaleCommand, putSale } from "../domain/sale/commands/put-sale.ts";
import { type RedeemCommand, redeem } from "../domain/sale/commands/redeem.ts";
import { type ReleaseCommand, release } from "../domain/sale/commands/release.ts";
import { type SettleChallengeCommand, settleChallenge } from "../domain/sale/commands/settle-challenge.ts";
import { sweep } from "../domain/sale/commands/sweep.ts";
import { type TokenVerification, type VerifyTokenCommand, verifyToken } from "../domain/sale/commands/verify-token.ts";
import type { SaleContext } from "../domain/sale/context.ts";
import { termsRefused } from "../domain/sale/modes/registry.ts";
import { type OpenSaleStore, openSaleStore } from "../domain/sale/open-store.ts";
import { mayTouch, type Party } from "../domain/sale/party.ts";
import {
  type FoundDecision,
  type LedgerView,
  type OrderRecord,
  type PressureView,
  type SaleView,
  viewBuyerOrder,
  viewDecision,
  viewLedger,
  viewOrder,
  viewPressure,
  viewSale,
} from "../domain/sale/read-sale.ts";
import type { CallRefusal, SaleRefusal } from "../domain/sale/refusal.ts";
import type { Reply, ReplyBody } from "../domain/sale/reply.ts";
import { tellPhase } from "../domain/sale/tell-phase.ts";
import { type Hold, LedgerBreach } from "../domain/stock/stock.ts";
import { describeError, log } from "../platform/log.ts";
import { choosePolicy, heldPolicy, type PolicyParty } from "../platform/policy/policy-source.ts";
import { random } from "../platform/random.ts";
import { databaseBytes, watchStorage } from "../platform/storage/watched-storage.ts";
import { type CheckoutReplyOptions, checkoutBody } from "../wire/checkout-reply.ts";
import { PROBLEMS, problemDocument } from "../wire/problem.ts";
import { problemOf } from "../wire/problem-of.ts";
import { shopSale } from "../wire/sale-view.ts";
import { type CutSync, cutSync } from "./cut-sync.ts";
import { GroupCommit } from "./group-commit.ts";
import { hasSchema, migrate } from "./migrate.ts";
import type { ObjectEnv } from "./object-env.ts";
import { SaleAlarm } from "./sale.alarm.ts";
import { auditSale, type SaleAudit } from "./sale.audit.ts";
import { exportAll, exportLagMs, type Outbox } from "./sale.chores.ts";
import { type ListedCluster, largestClusters } from "./sale.clusters.ts";
import { type ForgetCommand, type Forgotten, forget } from "./sale.forgetting.ts";
import { type ListedOrders, listOrders, type OrderFilter } from "./sale.listing.ts";
import { type LiveView, liveView } from "./sale.live.ts";
import { lostRecords } from "./sale.losses.ts";
import { nameLearner } from "./sale.names.ts";
import { latestPolicyHash } from "./sale.policy.ts";
import { SALE_MIGRATIONS, sqlBacking } from "./sale.sql.ts";
import { type SaleWords, sqlWords } from "./sale.words.ts";

/** A call whose reply is kept: which call it is, and what its problem document names. */
export type KeptCall = {
  readonly idempotency: Idempotency;
  readonly instance: string;
  readonly issuer: string;
};

/** A checkout's call, and for whom and with which keys it is answered. */
export type CheckoutCall = KeptCall & CheckoutReplyOptions;

/** The exact figures of a sale, and how many of its records the archive will never have. */
export type SaleLedger = LedgerView & { readonly lostRecords: number };

/** A sale, its exact figures and its latest activity. */
export type WatchedSale = {
  readonly view: SaleView;
  readonly ledger: LedgerView;
  readonly pressure: PressureView;
} & LiveView;

/** A command of a sale, and the body of the reply that is kept of it. */
type SaleCommand<T> = {
  readonly run: (context: SaleContext) => Result<T, SaleRefusal>;
  readonly body: (value: T, context: SaleContext) => ReplyBody;
  readonly recordOf?: (value: T) => AttemptRecord | undefined;
};

/**
 * One sale: stock, holds, claims, spent tokens, replies and decisions, in the one place where they change together. A lock,
 * tables and an alarm around the commands in `domain/sale`. Expired holds are swept before every command, so the alarm only
 * matters when nobody calls. Memory is a cache of its tables.
 */
export class SaleObject extends DurableObject<ObjectEnv> {
  readonly #store: OpenSaleStore;
  readonly #db: D1Database;
  readonly #words: SaleWords;
  readonly #learnNames: () => void;
  readonly #commits: GroupCommit;
  readonly #cutSync: CutSync;
  #exists: boolean;
  readonly #alarm: SaleAlarm;
  /** The last policy that decided here. */
  #policyHash: string | undefined;
  /** The object's clock. Tests of expiry put their own in its place. */
  clock: () => number = () => Date.now();

  constructor(state: DurableObjectState, env: ObjectEnv) {
    super(state, env);
    this.#exists = hasSchema(state.storage);
    if (this.#exists) migrate(state.storage, SALE_MIGRATIONS);
    this.#db = watchStorage(env.DB);
    this.#words = sqlWords(state.storage.sql);
    this.#store = openSaleStore(sqlBacking(state.storage.sql, this.#words, () => databaseBytes(this.#db)));
    this.#learnNames = nameLearner(this.#store);
    if (this.#exists) this.#learnNames();
    this.#commits = new GroupCommit(state.storage, {
      first: () => {
        this.#store.begin();
        sweep(this.#context());
      },
      last: () => {
        if (this.#exists) tellPhase(this.#context());
        this.#store.commit();
      },
      undone: () => this.#discard(),
      after: () => this.#alarm.afterBatch(),
    });
    this.#alarm = new SaleAlarm({
      storage: state.storage,
      db: this.#db,
      env,
      store: this.#store,
      commits: this.#commits,
      rows: () => this.#rows(),
      reread: () => this.#reread(),
      outbox: () => this.#outbox(),
      clock: () => this.clock(),
    });
    this.#cutSync = cutSync({
      store: this.#store,
      db: this.#db,
      submit: (run) => this.#commits.submit(run),
      clock: () => this.clock(),
    });
  }

  /** Creates or changes the sale: the only call that makes an object write anything for the first time. */
  async put(call: KeptCall, command: PutSaleCommand): Promise<Result<Replied, CallRefusal>> {
    if (!this.#exists) {
      const refused = termsRefused(command.definition);
      if (refused !== undefined) return err(refused);
      migrate(this.ctx.storage, SALE_MIGRATIONS);
      this.#exists = true;
      this.#learnNames();
    }
    return await this.#once(call, {
      run: (context) => putSale(context, command),
      body: (_, context) => this.#shopSaleText(context),
    });
  }

  /** Moves units, pauses or resumes. */
  manage(call: KeptCall, command: ManageSaleCommand): Promise<Result<Replied, CallRefusal>> {
    return this.#once(call, {
      run: (context) => manageSale(context, command),
      body: ({ stock, shortfall }, context) =>
        "paused" in command.change ? this.#shopSaleText(context) : [JSON.stringify({ ...stock, shortfall })],
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
    if (!this.#exists) return err({ kind: "sale-unknown" });
    const sale = this.#store.findSale();
    if (sale === undefined) return err({ kind: "sale-unknown" });
    // Before a policy is compiled: a caller may know a pepper already that is still being rolled out.
    const foreign = otherPepper(sale, call.idempotency.pepperEpoch);
    if (foreign !== undefined) return err(foreign);
    const config = configOf(this.env);
    assert(config.ok, "the Worker that calls has checked the same configuration");
    const policy = heldPolicy(config.value, policyHash, sale) ?? (await this.#choosePolicy(policyHash, sale));
    if (policy === undefined) return err({ kind: "policy-unavailable" });
    this.#policyHash = policy.document.hash;
    if (this.#cutSync.isBehind(latestCutSeq)) await this.#cutSync.sync(sale.shop, latestCutSeq);
    const command: AttemptCommand = JSON.parse(commandText);
    return await this.#once(call, {
      run: (context) => {
        this.#alarm.attemptCame();
        return attempt(context, policyAt(policy, context.nowMs), command);
      },
      body: (attempted) => checkoutBody(attempted, call),
      recordOf: ({ written }) => written,
    });
  }

  /** The wanted policy, fetched, or the one that decided here last. */
  async #choosePolicy(wanted: string | undefined, party: PolicyParty): Promise<CompiledPolicy | undefined> {
    const config = configOf(this.env);
    assert(config.ok, "the Worker that calls has checked the same configuration");
    const last = this.#policyHash ?? latestPolicyHash(this.ctx.storage.sql);
    return await choosePolicy({ env: this.env, config: config.value }, [wanted, last], party);
  }

  async redeem(call: KeptCall, command: RedeemCommand): Promise<Result<Replied, CallRefusal>> {
    if (!this.#exists) return err({ kind: "token-rejected" });
    return await this.#once(call, {
      run: (context) => redeem(context, command),
      body: (redeemed) => [JSON.stringify(redeemed)],
    });
  }

  /** Moves an order on, or ends it. */
  moveOrder(call: KeptCall, command: MoveOrderCommand): Promise<Result<Replied, CallRefusal>> {
    return this.#once(call, {
      run: (context) => moveOrder(context, command),
      body: (order) => [JSON.stringify(order)],
    });
  }

  /** A page of orders, and how many there are of each kind. */
  async orders(reader: Party, filter: OrderFilter): Promise<Result<ListedOrders, SaleRefusal>> {
    if (!this.#exists) return err({ kind: "sale-unknown" });
    return await this.#commits.submit(() => {
      const { store, nowMs } = this.#context();
      const view = viewSale({ store });
      if (view === undefined || !mayTouch(reader, view.sale.shop)) return err({ kind: "sale-unknown" });
      return ok(listOrders(this.#rows(), { definition: view.sale.definition, filter, nowMs }));
    });
  }

  /** An order with all that it went through. */
  async orderRecord(reader: Party, orderId: string): Promise<Result<OrderRecord, SaleRefusal>> {
    if (!this.#exists) return err({ kind: "sale-unknown" });
    return await this.#commits.submit(() => viewOrder(this.#context(), reader, orderId));
  }

  /** An order as whoever shows its receipt may see it; undefined for every other text. */
  async buyerOrder(orderId: string, receipt: string): Promise<BuyerOrderView | undefined> {
    return this.#exists
      ? await this.#commits.submit(() => viewBuyerOrder(this.#context(), { orderId, receipt }))
      : undefined;
  }

  async release(call: KeptCall, command: ReleaseCommand): Promise<Result<Replied, CallRefusal>> {
    if (!this.#exists) return err({ kind: "hold-unknown" });
    return await this.#once(call, {
      run: (context) => release(context, command),
      body: (released) => [JSON.stringify(released)],
    });
  }

  /** @param kid the secret that the Worker signs the two tokens with */
  settleChallenge(call: KeptCall, command: SettleChallengeCommand, kid: string): Promise<Result<Replied, CallRefusal>> {
    return this.#once(call, {
      run: (context) => settleChallenge(context, command),
      body: ({ challenge, retryVisitPayload }) => [
        '{"challengeToken":"',
        { typ: "challenge+jwt", kid, payload: JSON.stringify(challenge) },
        ...(retryVisitPayload === undefined
          ? ['"}']
          : ['","retryVisitToken":"', { typ: "visit+jwt" as const, kid, payload: retryVisitPayload }, '"}']),
      ],
    });
  }

  async verifyToken(command: VerifyTokenCommand): Promise<TokenVerification> {
    if (!this.#exists) return { kind: "timeout-or-duplicate" };
    return await this.#commits.submit(() => verifyToken(this.#context(), command));
  }

  async view(): Promise<SaleView | undefined> {
    return this.#exists ? await this.#commits.submit(() => viewSale(this.#context())) : undefined;
  }

  async ledger(reader: Party): Promise<Result<SaleLedger, SaleRefusal>> {
    if (!this.#exists) return err({ kind: "sale-unknown" });
    return await this.#commits.submit(() => {
      const ledger = viewLedger(this.#context(), reader);
      return ledger.ok ? ok({ ...ledger.value, lostRecords: lostRecords(this.ctx.storage.sql) }) : ledger;
    });
  }

  /** Recomputes every figure from the rows. */
  async audit(reader: Party): Promise<Result<SaleAudit, SaleRefusal>> {
    if (!this.#exists) return err({ kind: "sale-unknown" });
    return await this.#commits.submit(() => {
      const ledger = viewLedger(this.#context(), reader);
      return ledger.ok ? ok(auditSale(this.#rows())) : ledger;
    });
  }

  async decision(reader: Party, decisionId: string): Promise<Result<FoundDecision, SaleRefusal>> {
    if (!this.#exists) return err({ kind: "decision-unknown" });
    return await this.#commits.submit(() => viewDecision(this.#context(), reader, decisionId));
  }

  /** What became of the hold of a decision whose record is in the archive alone. */
  async hold(holdId: string): Promise<Hold | undefined> {
    return this.#exists ? await this.#commits.submit(() => this.#store.findHold(holdId)) : undefined;
  }

  /** For staff: what was sold as an order. */
  async order(orderId: string): Promise<readonly Hold[]> {
    return this.#exists ? await this.#commits.submit(() => this.#store.holdsOfOrder(orderId)) : [];
  }

  /** For staff: lets the next checkouts of an account skip the rules that brought one into review. */
  async exempt(command: ExemptCommand): Promise<Result<Exempted, SaleRefusal>> {
    if (!this.#exists) return err({ kind: "sale-unknown" });
    return await this.#run(() => exempt(this.#context(), command));
  }

  /** For staff: holds the sale's pressure at a level, or lets it go. */
  async pinPressure(command: PinPressureCommand): Promise<Result<PinPressureCommand, SaleRefusal>> {
    if (!this.#exists) return err({ kind: "sale-unknown" });
    return await this.#run(() => pinPressure(this.#context(), command));
  }

  /** The draw says that an order is there to be called. May be said again. */
  async openCalling(command: OpenCalling): Promise<Result<Opened, SaleRefusal>> {
    if (!this.#exists) return err({ kind: "sale-unknown" });
    return await this.#run(() => openCalling(this.#context(), command));
  }

  /** What the draw reads of the calling, from one range on. */
  async callingProgress(fromSeq: number): Promise<CallingProgress | undefined> {
    return this.#exists ? await this.#commits.submit(() => readProgress(this.#context(), fromSeq)) : undefined;
  }

  /** Fixes the units that the next redraw is for. */
  async promiseRedraw(): Promise<PromisedRedraw> {
    assert(this.#exists, "a sale that is drawn is there");
    return await this.#commits.submit(() => promiseRedraw(this.#context()));
  }

  /** Where a registration stands by its place. */
  async standing(drawn: DrawnPlace | undefined): Promise<Standing | undefined> {
    if (!this.#exists) return undefined;
    return await this.#commits.submit(() => {
      const { store, nowMs } = this.#context();
      const view = viewSale({ store });
      assert(view !== undefined, "an object with a schema has a sale");
      return standingOf({ ...view, calling: store.findCalling(), ...placeInForce(store, drawn), nowMs });
    });
  }

  /** Who registered gives up their turn. */
  async declineTurn(command: DeclineTurnCommand): Promise<Result<Declined, SaleRefusal>> {
    if (!this.#exists) return err({ kind: "sale-unknown" });
    return await this.#run(() => declineTurn(this.#context(), command));
  }

  /** How far the archive is behind this sale. */
  exportLagMs(): number | undefined {
    return this.#exists ? exportLagMs(this.ctx.storage, this.clock()) : undefined;
  }

  /** Copies to the archive what is not there yet. */
  async exportAll(): Promise<void> {
    if (this.#exists) await exportAll(this.#outbox(), this.clock());
  }

  /** Forgets accounts, and sees to what has to stay of them until the sale has closed. */
  async forget(command: ForgetCommand): Promise<Forgotten> {
    if (!this.#exists) return { deleted: 0, tombstones: 0 };
    const forgotten = await this.#commits.submit(() => {
      const done = forget(this.#rows(), command, this.clock());
      this.#reread();
      return done;
    });
    await this.#alarm.setClosing();
    return forgotten;
  }

  /** For staff: what the console shows while the sale runs. */
  async watch(): Promise<WatchedSale | undefined> {
    if (!this.#exists) return undefined;
    return await this.#commits.submit(() => {
      const context = this.#context();
      const view = viewSale(context);
      const ledger = viewLedger(context, "staff");
      assert(view !== undefined && ledger.ok, "an object with a schema has a sale");
      const pressure = viewPressure(context);
      return { view, ledger: ledger.value, pressure, ...liveView(this.#rows(), this.#words.textOf) };
    });
  }

  /** For staff: the largest clusters of accounts that belong together. */
  async clusters(): Promise<readonly ListedCluster[]> {
    return this.#exists ? await this.#commits.submit(() => largestClusters(this.#rows())) : [];
  }

  /** For staff, who just made a change: brings the sale up to date with it. */
  async syncCuts(latestSeq: number): Promise<void> {
    const sale = this.#exists ? this.#store.findSale() : undefined;
    if (sale !== undefined) await this.#cutSync.sync(sale.shop, latestSeq);
  }

  /** For staff: the cluster of one account, and why it is one. */
  async cluster(account: string): Promise<SaleCluster | undefined> {
    return this.#exists ? await this.#commits.submit(() => clusterOf(this.#store, account)) : undefined;
  }

  /** Only a sweeper and a messenger: may fire early, late, twice or never, and never throws. */
  override async alarm(): Promise<void> {
    if (this.#exists) await this.#alarm.fire();
  }

  async #once<T>(call: KeptCall, { run, body, recordOf }: SaleCommand<T>): Promise<Result<Replied, CallRefusal>> {
    if (!this.#exists) return err({ kind: "sale-unknown" });
    return await this.#run((): Result<Replied, CallRefusal> => {
      const context = this.#context();
      return once(context, call.idempotency, {
        run: () => run(context),
        recordOf,
        render: (outcome): Reply => {
          if (outcome.ok) return { status: 200, body: body(outcome.value, context) };
          const problem = problemOf(outcome.error);
          const text = JSON.stringify(problemDocument(problem, call.issuer, call.instance));
          return { status: PROBLEMS[problem.slug].status, body: [text] };
        },
      });
    });
  }

  /** Runs a command that changes the sale. Where the ledger's figures contradict each other nothing is changed, and it says so. */
  async #run<T, Refusal extends CallRefusal>(
    command: () => Result<T, Refusal>,
  ): Promise<Result<T, Refusal | { readonly kind: "sale-halted" }>> {
    try {
      return await this.#commits.submit(command);
    } catch (error) {
      if (!(error instanceof LedgerBreach)) throw error;
      log("ledger-breached", { detail: describeError(error) });
      return err({ kind: "sale-halted" });
    }
  }

  #outbox(): Outbox {
    return { storage: this.ctx.storage, db: this.#db, textOf: this.#words.textOf };
  }

  /** The tables with everything that was changed so far, to read. To be called in a transaction. */
  #rows(): SqlStorage {
    this.#store.fold();
    return this.ctx.storage.sql;
  }

  /** A transaction was rolled back. The log is folded apart from the next one, or each that fails would fold it again. */
  #discard(): void {
    this.#words.discard();
    this.#store.discard();
    try {
      this.ctx.storage.transactionSync(() => this.#store.begin());
    } catch {
      // Where the disk fails, the next transaction begins with it and says so.
      this.#store.discard();
    }
  }

  /** Stored rows were changed past the memory of the sale. */
  #reread(): void {
    this.#store.reread();
    this.#learnNames();
  }

  #context(): SaleContext {
    return { store: this.#store, nowMs: this.clock(), random };
  }

  #shopSaleText(context: SaleContext): ReplyBody {
    const view = viewSale(context);
    assert(view !== undefined, "a sale that was just written is there");
    return [JSON.stringify(shopSale(view, context.nowMs))];
  }
}
