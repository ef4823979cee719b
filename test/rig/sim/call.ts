import { ok, type Result } from "../../../src/domain/result.ts";
import { attempt } from "../../../src/domain/sale/commands/attempt.ts";
import type { AttemptCommand } from "../../../src/domain/sale/commands/attempt-command.ts";
import { type CancelCommand, cancelOrder } from "../../../src/domain/sale/commands/cancel-order.ts";
import { type DivideSaleCommand, divideSale } from "../../../src/domain/sale/commands/divide-sale.ts";
import type { OrderReference } from "../../../src/domain/sale/commands/find-order.ts";
import {
  type CollectCommand,
  collectOrder,
  type DispatchCommand,
  dispatchOrder,
  readyOrder,
} from "../../../src/domain/sale/commands/hand-over.ts";
import { type ManageSaleCommand, manageSale } from "../../../src/domain/sale/commands/manage-sale.ts";
import { type Idempotency, once, type Replied } from "../../../src/domain/sale/commands/once.ts";
import { type PromiseUnitsCommand, promiseUnits } from "../../../src/domain/sale/commands/promise-units.ts";
import { type PutSaleCommand, putSale } from "../../../src/domain/sale/commands/put-sale.ts";
import { type RedeemCommand, redeem } from "../../../src/domain/sale/commands/redeem.ts";
import { type ReleaseCommand, release } from "../../../src/domain/sale/commands/release.ts";
import { type SettleChallengeCommand, settleChallenge } from "../../../src/domain/sale/commands/settle-challenge.ts";
import { type VerifyTokenCommand, verifyToken } from "../../../src/domain/sale/commands/verify-token.ts";
import type { SaleContext } from "../../../src/domain/sale/context.ts";
import type { CallRefusal, SaleRefusal } from "../../../src/domain/sale/refusal.ts";
import type { Reply } from "../../../src/domain/sale/reply.ts";
import { checkoutBody } from "../../../src/wire/checkout-reply.ts";
import { SIM_POLICY } from "./sim-policy.ts";

/** One operation of the service with its input, as it reaches the sale. */
export type Operation =
  | { readonly kind: "put"; readonly command: PutSaleCommand }
  | { readonly kind: "manage"; readonly command: ManageSaleCommand }
  | { readonly kind: "divide"; readonly command: DivideSaleCommand }
  | { readonly kind: "promise"; readonly command: PromiseUnitsCommand }
  | { readonly kind: "attempt"; readonly command: AttemptCommand }
  | { readonly kind: "redeem"; readonly command: RedeemCommand }
  | { readonly kind: "release"; readonly command: ReleaseCommand }
  | { readonly kind: "verify"; readonly command: VerifyTokenCommand }
  | { readonly kind: "dispatch"; readonly command: DispatchCommand }
  | { readonly kind: "ready"; readonly command: OrderReference }
  | { readonly kind: "collect"; readonly command: CollectCommand }
  | { readonly kind: "cancel"; readonly command: CancelCommand }
  | { readonly kind: "settle"; readonly command: SettleChallengeCommand };

/** A request as its caller may send it many times: always under the same key. */
export type Call = { readonly idempotency: Idempotency; readonly operation: Operation };

export type Outcome = Result<Replied, CallRefusal>;

const REPLY_OPTIONS = {
  issuer: "https://firsthand.example",
  kids: { allow: "allow-1", visit: "visit-1" },
  forBrowser: false,
};

/** Carries out a call with the commands of production, as the Sale object does inside its transaction. */
export function execute(context: SaleContext, { idempotency, operation }: Call): Outcome {
  const run = <T>(command: () => Result<T, SaleRefusal>) =>
    once(context, idempotency, { run: command, render: replyOf });
  switch (operation.kind) {
    case "attempt":
      return once(context, idempotency, {
        run: () => attempt(context, SIM_POLICY, operation.command),
        recordOf: ({ written }) => written,
        render: (outcome) =>
          outcome.ok ? { status: 200, body: checkoutBody(outcome.value, REPLY_OPTIONS) } : replyOf(outcome),
      });
    case "verify":
      return ok({
        reply: { status: 200, body: [verifyToken(context, operation.command).kind] },
        replayed: false,
      });
    case "put":
      return run(() => putSale(context, operation.command));
    case "manage":
      return run(() => manageSale(context, operation.command));
    case "divide":
      return run(() => divideSale(context, operation.command));
    case "promise":
      return run(() => promiseUnits(context, operation.command));
    case "redeem":
      return run(() => redeem(context, operation.command));
    case "release":
      return run(() => release(context, operation.command));
    case "dispatch":
      return run(() => dispatchOrder(context, operation.command));
    case "ready":
      return run(() => readyOrder(context, operation.command));
    case "collect":
      return run(() => collectOrder(context, operation.command));
    case "cancel":
      return run(() => cancelOrder(context, operation.command));
    case "settle":
      return run(() => settleChallenge(context, operation.command));
  }
}

/** The bytes that a caller receives, with the payload of a token where production has the signed token. */
export function textOf({ body }: Reply): string {
  return body.map((part) => (typeof part === "string" ? part : JSON.stringify(part.payload).slice(1, -1))).join("");
}

function replyOf<T>(outcome: Result<T, SaleRefusal>): Reply {
  return outcome.ok
    ? { status: 200, body: [JSON.stringify(outcome.value)] }
    : { status: 409, body: [JSON.stringify(outcome.error)] };
}
