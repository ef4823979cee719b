import type { Json } from "../domain/canonical-json.ts";
import type { SignalValue } from "../domain/signals/signal.ts";
import type { Verdict } from "./verdict.ts";

export type RecordedReason = {
  readonly code: string;
  readonly message: string;
  readonly rule?: string | undefined;
  readonly evidence?: { readonly [signal: string]: SignalValue } | undefined;
};

export type RecordedRule = {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly result: "match" | "no_match" | "absent" | "error";
  /** What a match asks for: a verdict, or a weight. */
  readonly then: string | number;
  readonly reason: string;
};

export type RecordedScore = {
  readonly value: number;
  readonly modelVersion: string;
  readonly contributions: readonly {
    readonly feature: string;
    readonly value: SignalValue | null;
    readonly contribution: number;
  }[];
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
  readonly reasons: readonly RecordedReason[];
  readonly allocation: {
    readonly status: "held" | "sold_out" | "none";
    readonly holdId?: string | undefined;
    readonly quantity?: number | undefined;
    readonly expiresAt?: string | undefined;
  };
  readonly buyer: { readonly code: string; readonly message: string; readonly next: string };
  readonly outcome?:
    | {
        readonly state: "held" | "sold" | "released" | "expired";
        readonly orderId?: string | undefined;
        readonly at?: string | undefined;
      }
    | undefined;
  readonly export?: { readonly lagMs: number } | undefined;
};
