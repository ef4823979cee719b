import type { AttemptRecord } from "../../../src/domain/decision/attempt-record.ts";
import { type CompiledPolicy, policyAt } from "../../../src/domain/rules/load-policy.ts";
import { nextCallingDueMs } from "../../../src/domain/sale/calling/call-next.ts";
import type { CalledRange, OpenCalling, RegisteredBuyer } from "../../../src/domain/sale/calling/calling.ts";
import { readProgress } from "../../../src/domain/sale/calling/progress.ts";
import { type Attempted, attempt } from "../../../src/domain/sale/commands/attempt.ts";
import { openCalling } from "../../../src/domain/sale/commands/open-calling.ts";
import { putSale } from "../../../src/domain/sale/commands/put-sale.ts";
import { redeem } from "../../../src/domain/sale/commands/redeem.ts";
import { release } from "../../../src/domain/sale/commands/release.ts";
import { settleChallenge } from "../../../src/domain/sale/commands/settle-challenge.ts";
import { sweep } from "../../../src/domain/sale/commands/sweep.ts";
import type { SaleContext } from "../../../src/domain/sale/context.ts";
import { mapSaleStore } from "../../../src/domain/sale/map-store.ts";
import type { SaleDefinition } from "../../../src/domain/terms/definition.ts";
import type { Random } from "../../../test/rig/shared/random.ts";
import { Agenda } from "./agenda.ts";
import { beginVisit, retryVisit } from "./browsers.ts";
import type { Buyer } from "./buyer.ts";
import { type Defence, policyWithout } from "./defences.ts";
import type { CommandMaker } from "./make-command.ts";
import { isAsked, isAskedForCode, type Visit } from "./outcome.ts";
import { HOUR_MS, PEPPER, SALE_ID, SHOP } from "./rehearsed-sale.ts";

/** People who are told that all is taken come back this often. */
const RETURNS_MAX = 2;
/** A settled challenge counts for one device and one hold; no person enters more codes than this. */
const CHALLENGES_MAX = 3;
/** Proofs of work that one buyer does at most, and how long one takes. */
const WORKS_MAX = 5;
const WORKS_IN_MS = 8000;

export type SaleDayParts = {
  readonly definition: SaleDefinition;
  readonly policy: CompiledPolicy;
  readonly without: readonly Defence[];
  readonly commands: CommandMaker;
  readonly dice: Random;
};

/** One sale in virtual time, on the in-memory twin, with what its buyers do about the answers that they get. */
export class SaleDay {
  readonly #store = mapSaleStore();
  readonly #agenda = new Agenda();
  readonly #parts: SaleDayParts;
  readonly #visits: Visit[] = [];
  #onCalled: (range: CalledRange) => void = () => {};
  #rangesRead = 0;
  #sweepsAtMs = Number.POSITIVE_INFINITY;

  constructor(parts: SaleDayParts) {
    this.#parts = parts;
    const { definition } = parts;
    const opensFirstMs = definition.registration?.opensAtMs ?? definition.opensAtMs;
    this.#commit(opensFirstMs - HOUR_MS, (context) =>
      putSale(context, { shop: SHOP, saleId: SALE_ID, definition, pepperEpoch: PEPPER.epoch }),
    );
  }

  /** Somebody comes at a moment and tries to buy. */
  plan(buyer: Buyer, atMs: number, registered?: RegisteredBuyer): void {
    const visit: Visit = { buyer, registered, records: [], units: 0, isVerified: false, tryAt: 0 };
    this.#visits.push(visit);
    this.#agenda.plan(atMs, (comesAtMs) => this.#buy(visit, comesAtMs));
  }

  /** The order is drawn, and each range of it that is called is told. */
  planCalling(command: OpenCalling, atMs: number, onCalled: (range: CalledRange) => void): void {
    this.#onCalled = onCalled;
    this.#agenda.plan(atMs, (nowMs) => this.#commit(nowMs, (context) => openCalling(context, command)));
  }

  runAll(): readonly Visit[] {
    this.#agenda.runAll();
    return this.#visits;
  }

  /** One transaction, after a sweep, as in the Sale object. */
  #commit<T>(nowMs: number, command: (context: SaleContext) => T): T {
    const context = { store: this.#store, nowMs, random: this.#parts.dice.uniform };
    const value = this.#store.transaction(() => {
      sweep(context);
      return command(context);
    });
    if (this.#parts.definition.draw !== undefined) this.#follow(context);
    return value;
  }

  /** What the draw of a sale and its alarm do after each commit. */
  #follow(context: SaleContext): void {
    const { nowMs } = context;
    const ranges = this.#store.transaction(() => readProgress(context, this.#rangesRead)?.ranges ?? []);
    this.#rangesRead += ranges.length;
    for (const range of ranges) this.#onCalled(range);
    if (this.#sweepsAtMs <= nowMs) this.#sweepsAtMs = Number.POSITIVE_INFINITY;
    const dueMs = nextCallingDueMs(context);
    if (dueMs === undefined || dueMs >= this.#sweepsAtMs) return;
    this.#sweepsAtMs = Math.max(dueMs, nowMs + 1);
    this.#agenda.plan(this.#sweepsAtMs, (atMs) => this.#commit(atMs, () => {}));
  }

  #buy(visit: Visit, atMs: number): void {
    const { buyer, records, challengeId, isVerified, tryAt, registered } = visit;
    const { policy, without, commands } = this.#parts;
    const means = buyer.tries[Math.min(tryAt, buyer.tries.length - 1)] ?? buyer.tries[0];
    const judging = policyWithout(policyAt(policy, atMs), without);
    const { browser } = means;
    const begun =
      browser === undefined
        ? undefined
        : (visit.retry ?? beginVisit(browser, atMs, `${buyer.account.id} ${records.length}`));
    const command = { ...commands.make(buyer, means, { atMs, visit: begun, challengeId, isVerified }), registered };
    const result = this.#commit(atMs, (context) => attempt(context, judging, command));
    if (!result.ok) return;
    const { record, challenge, retryVisitPayload } = result.value;
    records.push(record);
    visit.retry = retryVisit(retryVisitPayload);
    this.#goOn(visit, { record, challenge, atMs });
  }

  /** What a buyer does with an answer. */
  #goOn(visit: Visit, answer: { record: AttemptRecord; challenge: Attempted["challenge"]; atMs: number }): void {
    const { buyer, records } = visit;
    const { record, challenge, atMs } = answer;
    const { allocation, decision, buyer: heard } = record;
    if (allocation.status === "held") {
      this.#agenda.plan(atMs + buyer.paysInMs, (payAtMs) => this.#pay(visit, allocation.holdId, payAtMs));
    } else if (allocation.status === "sold_out") {
      const returns = records.filter((each) => each.allocation.status === "sold_out").length;
      if (!allocation.final && returns <= RETURNS_MAX) this.#again(visit, atMs + allocation.retryAfterMs);
    } else if (challenge?.kinds.includes("proof_of_work") && records.filter(isAsked).length <= WORKS_MAX) {
      // The browser of a person and the program of a farm do it alike; it costs the farm, which is reckoned elsewhere.
      this.#settle(visit, { challengeId: challenge.challengeId, kind: "proof_of_work" }, atMs + WORKS_IN_MS);
    } else if (challenge !== undefined && buyer.answersChallenge && mayAnswer(records)) {
      this.#settle(visit, { challengeId: challenge.challengeId, kind: "shop_otp" }, atMs + buyer.answersInMs);
    } else if (decision.verdict !== "challenge") {
      if (heard.next !== "wait") {
        visit.tryAt += 1;
        visit.retry = undefined;
      }
      if (visit.tryAt < buyer.tries.length && records.length < buyer.tries.length + 4)
        this.#again(visit, atMs + 15_000);
    }
  }

  /** Gives the proof that was asked for, and tries again. */
  #settle(visit: Visit, by: { challengeId: string; kind: "proof_of_work" | "shop_otp" }, atMs: number): void {
    this.#agenda.plan(atMs, (nextMs) => {
      const settling = { shop: SHOP, ...by, visit: visit.retry };
      const settled = this.#commit(nextMs, (context) => settleChallenge(context, settling));
      if (settled.ok) visit.retry = retryVisit(settled.value.retryVisitPayload);
      visit.challengeId = by.challengeId;
      visit.isVerified ||= by.kind === "shop_otp";
      this.#buy(visit, nextMs);
    });
  }

  #again(visit: Visit, atMs: number): void {
    this.#agenda.plan(atMs, (nextMs) => this.#buy(visit, nextMs));
  }

  #pay(visit: Visit, holdId: string, atMs: number): void {
    const { buyer, records } = visit;
    const holds = records.filter(({ allocation }) => allocation.status === "held").length;
    if (buyer.pays[holds - 1] === true) {
      const order = { shop: SHOP, holdId, orderId: `order-${holdId}`, proofSent: false };
      const sold = this.#commit(atMs, (context) => redeem(context, order));
      if (sold.ok) visit.units += sold.value.quantity;
      return;
    }
    this.#commit(atMs, (context) => release(context, { shop: SHOP, holdId, reason: "payment_failed" }));
    if (holds < buyer.pays.length) this.#again(visit, atMs + 5000);
  }
}

function mayAnswer(records: readonly AttemptRecord[]): boolean {
  return records.filter(isAskedForCode).length <= CHALLENGES_MAX;
}
