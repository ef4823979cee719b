import type { IdentityKeys } from "../identity/identity.ts";
import type { Channel } from "../terms/channel.ts";
import type { BuyerAnswer } from "./buyer-message.ts";
import type { Decision, DecisionInput, ShadowScore } from "./decision.ts";

/** What became of the units at the moment of the decision. */
export type Allocation =
  | { readonly status: "held"; readonly holdId: string; readonly quantity: number; readonly expiresAtMs: number }
  | { readonly status: "sold_out"; readonly final: boolean; readonly retryAfterMs: number }
  /** So many units are free, and more were asked for: whoever asks for as many may have them. */
  | { readonly status: "fewer_left"; readonly left: number }
  | { readonly status: "none" };

/** The whole record of one decision: pseudonyms and signals only. It never changes; what came later is joined when read. */
export type AttemptRecord = {
  readonly version: 1;
  readonly decisionId: string;
  readonly saleId: string;
  readonly shop: string;
  readonly atMs: number;
  readonly channel: Channel;
  readonly quantity: number;
  readonly paymentMethod: string;
  readonly partnerId?: string | undefined;
  readonly registrationId?: string | undefined;
  /** Keyed hash of the invite that was shown. */
  readonly invite?: string | undefined;
  readonly keys: IdentityKeys;
  readonly policyHash: string;
  readonly input: DecisionInput;
  /** What a model that is tried beside the live one said; it decided nothing. */
  readonly shadowScore?: ShadowScore | undefined;
  readonly decision: Decision;
  readonly allocation: Allocation;
  /** What the buyer was told. */
  readonly buyer: BuyerAnswer;
};
