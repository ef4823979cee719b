import type { ManageSaleCommand } from "../../../src/domain/sale/commands/manage-sale.ts";
import type { PromiseUnitsCommand } from "../../../src/domain/sale/commands/promise-units.ts";
import type { PutSaleCommand } from "../../../src/domain/sale/commands/put-sale.ts";
import type { RedeemCommand } from "../../../src/domain/sale/commands/redeem.ts";
import type { ReleaseCommand } from "../../../src/domain/sale/commands/release.ts";
import type { SettleChallengeCommand } from "../../../src/domain/sale/commands/settle-challenge.ts";
import type { VerifyTokenCommand } from "../../../src/domain/sale/commands/verify-token.ts";
import type { SaleDefinition } from "../../../src/domain/terms/definition.ts";
import { type Call, type Outcome, textOf } from "./call.ts";
import { expectAttempt } from "./expected-attempt.ts";
import { type ExpectedHold, LIMITED } from "./expected-hold.ts";
import { foreseeOrder, lapseOrders, placeOrder, refuseOrder } from "./expected-order.ts";
import { expectedPool, foreseeDivision } from "./expected-pools.ts";
import { ExpectedState, type Foreseen } from "./expected-state.ts";
import type { CommittedBatch } from "./sale-process.ts";
import { promise } from "./violation.ts";

/** One hour: how long a settled challenge counts. */
const SETTLED_MS = 3_600_000;

/**
 * What a sale must be, told a second time and in the plainest way: every figure is counted from the list of holds, and every
 * answer follows from the published rules. It hears what was committed, in order, and objects to any answer that is not the
 * one truth.
 */
export class ExpectedSale extends ExpectedState {
  /** Answers to checkouts that are kept nowhere. */
  readonly #countedAlone = new Set<string>();

  /** Whether this was said of a checkout that was counted alone, so that a repeat of it is decided anew. */
  isCountedAlone(text: string | undefined): boolean {
    return text !== undefined && this.#countedAlone.has(text);
  }

  /** @throws Violation at the first answer that is not what it must be */
  hear(batch: CommittedBatch): void {
    this.#sweep(batch.sweptAtMs);
    for (const { call, nowMs, outcome } of batch.done) this.#hearCall(call, nowMs, outcome);
  }

  #sweep(nowMs: number): void {
    for (const hold of this.holds.values()) {
      if (hold.state === "held" && hold.expiresAtMs <= nowMs) endHold(hold, "expired", nowMs);
      else if (hold.returnsAtMs !== undefined && hold.returnsAtMs <= nowMs) hold.unitsAreBack = true;
    }
    lapseOrders(this, nowMs);
  }

  #hearCall(call: Call, nowMs: number, outcome: Outcome): void {
    const { idempotency, operation } = call;
    const said = () => `${JSON.stringify(call)} at ${nowMs} gave ${JSON.stringify(outcome)}`;
    if (operation.kind === "verify") {
      const expected = this.#verify(operation.command, nowMs) ? "verified" : "timeout-or-duplicate";
      promise(outcome.ok && textOf(outcome.value.reply) === expected, "a token is verified once", said);
      return;
    }
    const earlier = this.replies.get(idempotency.scope);
    if (earlier !== undefined && earlier.fingerprint !== idempotency.fingerprint) {
      const isReuse = !outcome.ok && outcome.error.kind === "idempotency-key-reused";
      promise(isReuse, "a key used for another request is refused", said);
      return;
    }
    if (earlier !== undefined) {
      const isRepeat = outcome.ok && outcome.value.replayed && textOf(outcome.value.reply) === earlier.text;
      promise(isRepeat, "a repeat under a key gives the first reply's bytes and has no effect", said);
      return;
    }
    const text = outcome.ok ? textOf(outcome.value.reply) : "";
    const foreseen =
      operation.kind === "attempt"
        ? expectAttempt(this, { call, nowMs, text })
        : this.#foresee(operation, { nowMs, text });
    if ("refused" in foreseen) {
      const isRefused = !outcome.ok && outcome.error.kind === foreseen.refused;
      promise(isRefused, `${operation.kind} is refused`, () => `expected ${foreseen.refused}: ${said()}`);
      return;
    }
    promise(outcome.ok && !outcome.value.replayed, `${operation.kind} is answered`, said);
    promise(outcome.value.reply.status === foreseen.status, `${operation.kind} has its one outcome`, said);
    const fields: { [name: string]: unknown } = JSON.parse(text);
    for (const [name, value] of Object.entries(foreseen.fields)) {
      const isEqual = JSON.stringify(fields[name]) === JSON.stringify(value);
      promise(
        isEqual,
        `${operation.kind} answers the truth`,
        () => `${name} must be ${JSON.stringify(value)}: ${said()}`,
      );
    }
    if (foreseen.isKept === false) {
      this.#countedAlone.add(text);
      return;
    }
    this.replies.set(idempotency.scope, { fingerprint: idempotency.fingerprint, text });
  }

  #foresee(
    operation: Exclude<Call["operation"], { kind: "attempt" | "verify" }>,
    { nowMs, text }: { readonly nowMs: number; readonly text: string },
  ): Foreseen {
    switch (operation.kind) {
      case "put":
        return this.#put(operation.command, nowMs);
      case "manage":
        return this.#manage(operation.command);
      case "divide":
        return foreseeDivision(this, operation.command);
      case "promise":
        return this.#promise(operation.command);
      case "redeem":
        return this.#redeem(operation.command, { nowMs, text });
      case "release":
        return this.#release(operation.command, nowMs);
      case "dispatch":
      case "ready":
      case "collect":
      case "cancel":
        return foreseeOrder(this, operation, nowMs);
      case "settle":
        return this.#settle(operation.command, nowMs);
    }
  }

  #put({ shop, definition }: PutSaleCommand, nowMs: number): Foreseen {
    if (this.sale === undefined) {
      this.sale = { shop, definition, paused: false };
      this.received = definition.units;
      this.#loosen(definition);
      return { status: 200, fields: { shop, paused: false } };
    }
    if (this.sale.shop !== shop) return { refused: "sale-id-taken" };
    const before = this.sale.definition;
    const isOpen = nowMs >= before.opensAtMs;
    const loosened = (["perAccount", "perDevice", "perHousehold", "perPayment"] as const).filter(
      (limit) => definition.limits[limit] > before.limits[limit],
    );
    if (nowMs >= before.closesAtMs) {
      const limitsChanged = JSON.stringify(definition.limits) !== JSON.stringify(before.limits);
      const changed = [
        ...(limitsChanged ? ["limits"] : []),
        ...(definition.title === before.title ? [] : ["title"]),
        ...(definition.units === before.units ? [] : ["units"]),
      ];
      return { status: 409, fields: { kind: "sale-field-fixed", fields: changed } };
    }
    const fields = [
      ...(definition.units === before.units ? [] : ["units"]),
      ...(isOpen ? loosened.map((limit) => `limits/${limit}`) : []),
    ];
    if (fields.length > 0) return { status: 409, fields: { kind: "sale-field-fixed", fields } };
    this.sale.definition = definition;
    this.#loosen(definition);
    return { status: 200, fields: { shop, paused: this.sale.paused, definition } };
  }

  #loosen({ limits }: SaleDefinition): void {
    for (const { kind, limit } of LIMITED) this.loosest[kind] = Math.max(this.loosest[kind], limits[limit]);
  }

  #manage({ by, change }: ManageSaleCommand): Foreseen {
    if (this.sale === undefined || (by !== "staff" && by.shop !== this.sale.shop)) return { refused: "sale-unknown" };
    if ("paused" in change) {
      this.sale.paused = change.paused;
      return { status: 200, fields: { shortfall: 0 } };
    }
    if ("add" in change) {
      this.received += change.add;
      return { status: 200, fields: { shortfall: 0 } };
    }
    const kept = Math.max(0, this.received - this.withdrawn - this.promised);
    const taken = Math.min(change.withdraw, expectedPool(this, "").free, kept);
    this.withdraw(taken, undefined);
    return { status: 200, fields: { shortfall: change.withdraw - taken } };
  }

  #promise({ shop, units }: PromiseUnitsCommand): Foreseen {
    if (this.sale?.shop !== shop) return { refused: "sale-unknown" };
    if (units > this.received - this.withdrawn) return { refused: "invites-exceed-units" };
    this.promised = Math.max(this.promised, units);
    return { status: 200, fields: { promisedUnits: this.promised } };
  }

  #redeem(command: RedeemCommand, { nowMs, text }: { readonly nowMs: number; readonly text: string }): Foreseen {
    const { shop, holdId, orderId, address } = command;
    const hold = this.holds.get(holdId);
    if (this.sale?.shop !== shop || hold === undefined) return { refused: "token-rejected" };
    if (hold.orderId !== undefined) return { status: 409, fields: { kind: "token-spent", orderId: hold.orderId } };
    if (hold.state === "released") return { status: 409, fields: { kind: "hold-released" } };
    if (hold.state === "expired" || nowMs >= hold.expiresAtMs) return { status: 409, fields: { kind: "hold-expired" } };
    const isSame = address?.household !== undefined && address.household === hold.household;
    if (address !== undefined && !isSame) return { status: 409, fields: { kind: "address-changed" } };
    const refused = refuseOrder(this, command, { hold, nowMs });
    if (refused !== undefined) return { status: 409, fields: { ...refused } };
    const addressMatch = address === undefined ? "absent" : "exact";
    hold.state = "sold";
    hold.orderId = orderId;
    promise(text.includes('"status":"sold"'), "a hold that can be redeemed is", () => text);
    const order = placeOrder(this, command, { hold, nowMs, text });
    return { status: 200, fields: { status: "sold", holdId, orderId, quantity: hold.quantity, addressMatch, order } };
  }

  #release({ shop, holdId }: ReleaseCommand, nowMs: number): Foreseen {
    const hold = this.holds.get(holdId);
    if (this.sale?.shop !== shop || hold === undefined) return { refused: "hold-unknown" };
    if (hold.orderId !== undefined) return { status: 409, fields: { kind: "hold-sold", orderId: hold.orderId } };
    if (hold.state === "released") return { status: 409, fields: { kind: "hold-released" } };
    if (hold.state === "expired" || nowMs >= hold.expiresAtMs) return { status: 409, fields: { kind: "hold-expired" } };
    endHold(hold, "released", nowMs);
    return { status: 200, fields: { status: "released" } };
  }

  #settle({ shop, challengeId }: SettleChallengeCommand, nowMs: number): Foreseen {
    if (this.sale?.shop !== shop) return { refused: "sale-unknown" };
    const challenge = this.challenges.get(challengeId);
    if (challenge === undefined || challenge.state === "spent" || nowMs >= challenge.expiresAtMs) {
      return { refused: "challenge-unknown" };
    }
    if (challenge.state === "open") challenge.expiresAtMs = nowMs + SETTLED_MS;
    challenge.state = "settled";
    return { status: 200, fields: {} };
  }

  #verify({ shop, holdId, idempotencyKey }: VerifyTokenCommand, nowMs: number): boolean {
    const hold = this.holds.get(holdId);
    if (this.sale?.shop !== shop || hold === undefined) return false;
    if (hold.verifiedUnder !== undefined) {
      return hold.verifiedUnder !== null && hold.verifiedUnder === idempotencyKey;
    }
    const isGood = hold.state === "sold" || (hold.state === "held" && nowMs < hold.expiresAtMs);
    if (isGood) hold.verifiedUnder = idempotencyKey ?? null;
    return isGood;
  }
}

function endHold(hold: ExpectedHold, state: "released" | "expired", nowMs: number): void {
  hold.state = state;
  hold.endedAtMs = nowMs;
}
