import type { Json } from "../domain/canonical-json.ts";
import type { Reason, RecordedScore, RuleResult, Verdict } from "../domain/decision/decision.ts";
import type { SignalValue } from "../domain/signals/signal.ts";
import type { HoldState } from "../domain/stock/stock.ts";

/** What one rule said, with the words of the policy that it stood in, where that policy is still known. */
export type RecordedRule = RuleResult & {
  readonly title?: string | undefined;
  /** What a match asks for: a verdict, or a weight. */
  readonly then?: string | number | undefined;
  readonly reason?: string | undefined;
};

/** A decision as `GET /v1/decisions/{decisionId}` answers it: what was recorded, and what became of it since. */
export type DecisionRecord = {
  readonly decisionId: string;
  readonly saleId: string;
  readonly shop: string;
  readonly at: string;
  readonly channel: string;
  readonly quantity: number;
  readonly paymentMethod: string;
  readonly keys: { readonly [kind: string]: string | readonly string[] | undefined };
  readonly signals: { readonly [name: string]: SignalValue };
  readonly history: Json;
  readonly score?: RecordedScore | undefined;
  readonly rules: readonly RecordedRule[];
  readonly policyHash: string;
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
  readonly allocation: {
    readonly status: "held" | "sold_out" | "none";
    readonly holdId?: string | undefined;
    readonly quantity?: number | undefined;
    readonly expiresAt?: string | undefined;
  };
  readonly buyer: { readonly code: string; readonly message: string; readonly next: string };
  readonly outcome?:
    | {
        readonly state: HoldState;
        readonly orderId?: string | undefined;
        readonly at?: string | undefined;
      }
    | undefined;
  readonly export?: { readonly lagMs: number } | undefined;
};
