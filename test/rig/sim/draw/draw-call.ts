import type {
  CallingProgress,
  OpenCalling,
  Opened,
  RegisteredBuyer,
} from "../../../../src/domain/sale/calling/calling.ts";
import { readProgress } from "../../../../src/domain/sale/calling/progress.ts";
import { type DeclineTurnCommand, declineTurn } from "../../../../src/domain/sale/commands/decline-turn.ts";
import { openCalling } from "../../../../src/domain/sale/commands/open-calling.ts";
import { NO_VISIT, prepareAttempt } from "../../../../src/domain/sale/commands/prepare-attempt.ts";
import { type PromisedRedraw, promiseRedraw } from "../../../../src/domain/sale/commands/promise-redraw.ts";
import type { SaleContext } from "../../../../src/domain/sale/context.ts";
import { type Call, execute, type Operation, type Outcome } from "../call.ts";
import { paymentOf, simScorer } from "../sim-policy.ts";

export const SHOP = "shop-a";
export const SALE_ID = "drawn";
const PEPPER = { epoch: "e1", key: new Uint8Array(32).fill(1) };

/** One call that reaches the sale: of a buyer or a shop, or of the draw. */
export type DrawCall =
  | { readonly from: "shop"; readonly person: number; readonly call: Call }
  | { readonly from: "shop"; readonly person: number; readonly decline: DeclineTurnCommand }
  | { readonly from: "draw"; readonly open: OpenCalling }
  | { readonly from: "draw"; readonly promises: true }
  | { readonly from: "draw"; readonly readFrom: number };

export type DrawAnswer =
  | { readonly kind: "reply"; readonly outcome: Outcome }
  | { readonly kind: "command"; readonly refused: string | undefined }
  | { readonly kind: "opened"; readonly opened: Opened | undefined }
  | { readonly kind: "promised"; readonly redraw: PromisedRedraw }
  | { readonly kind: "progress"; readonly progress: CallingProgress | undefined };

/** Carries out a call as the Sale object does inside its transaction. */
export function executeDrawCall(context: SaleContext, asked: DrawCall): DrawAnswer {
  if ("call" in asked) return { kind: "reply", outcome: execute(context, asked.call) };
  if ("readFrom" in asked) return { kind: "progress", progress: readProgress(context, asked.readFrom) };
  if ("promises" in asked) return { kind: "promised", redraw: promiseRedraw(context) };
  if ("open" in asked) {
    const opened = openCalling(context, asked.open);
    return { kind: "opened", opened: opened.ok ? opened.value : undefined };
  }
  const outcome = declineTurn(context, asked.decline);
  return { kind: "command", refused: outcome.ok ? undefined : outcome.error.kind };
}

/** A call under a key of its own. */
export function callOf(operation: Operation, key: string): Call {
  return {
    idempotency: { scope: key, fingerprint: JSON.stringify(operation), pepperEpoch: PEPPER.epoch },
    operation,
  };
}

/** The checkout of one person, who shares nothing with anybody. */
export function checkoutOf(person: number, key: string, nowMs: number, registered: RegisteredBuyer): Call {
  const account = `account-${person}`;
  const command = prepareAttempt({
    request: {
      shop: SHOP,
      nowMs,
      checkout: {
        account: { id: account },
        payment: { method: paymentOf("allow", "allow") },
        quantity: 1,
        channel: "web",
      },
    },
    identity: { values: { account, device: `device-${person}` }, facts: {} },
    visit: NO_VISIT,
    scorer: simScorer,
    deployment: { challengeKinds: ["shop_otp"] },
  })(PEPPER);
  return callOf({ kind: "attempt", command: { ...command, registered } }, key);
}
