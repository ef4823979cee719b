import * as z from "zod";
import { CHALLENGE_KINDS } from "../domain/challenge/challenge-kind.ts";
import { BUYER_CODES, type RuleResult, VERDICTS } from "../domain/decision/decision.ts";
import { type Resolution, resolvedAnswer } from "../domain/decision/resolution.ts";
import type { FoundDecision } from "../domain/sale/read-sale.ts";
import { HISTORY_SIGNALS } from "../domain/signals/catalogue.ts";
import { HOLD_STATES } from "../domain/stock/stock.ts";
import { CHANNELS } from "../domain/terms/channel.ts";
import { instant } from "../domain/text.ts";
import { addressMatch } from "./address-match.ts";
import { reason, score } from "./checkout.ts";
import { resolution, resolutionView } from "./checkout-review.ts";

const signals = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** Answer of `GET /v1/decisions/{decisionId}`. */
export const decisionAnswer = z
  .object({
    decisionId: z.string(),
    saleId: z.string(),
    shop: z.string(),
    at: instant,
    channel: z.enum(CHANNELS),
    quantity: z.int(),
    paymentMethod: z.string(),
    partnerId: z.string().optional(),
    registrationId: z.string().optional(),
    keys: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
    signals: signals.meta({ description: "What was observed of this checkout." }),
    history: signals.meta({ description: "What the sale remembered when it decided." }),
    limits: z.object({
      allowed: z.record(z.string(), z.int()),
      claimed: z.record(z.string(), z.int()),
    }),
    score: score.extend({ logit: z.number() }).optional(),
    shadowScore: z
      .object({ value: z.number(), logit: z.number(), modelVersion: z.string() })
      .optional()
      .meta({ description: "What a model that is tried beside the live one said. It decided nothing." }),
    risk: z.number().optional(),
    rules: z.array(
      z.object({
        id: z.string(),
        title: z.string().optional(),
        status: z.enum(["draft", "shadow", "live"]),
        result: z.enum(["match", "no_match", "absent", "error"]),
      }),
    ),
    policyHash: z.string(),
    modelVersion: z.string().optional(),
    challengeSettled: z.boolean(),
    challengeSettledBy: z.enum(CHALLENGE_KINDS).optional(),
    exemptRules: z.array(z.string()),
    verdict: z.enum(VERDICTS),
    reasons: z.array(reason),
    buyer: z.object({ code: z.enum(BUYER_CODES), message: z.string(), next: z.string() }),
    allocation: z.object({
      status: z.enum(["held", "sold_out", "fewer_left", "none"]),
      holdId: z.string().optional(),
      quantity: z.int().optional(),
      left: z.int().optional(),
      expiresAt: instant.optional(),
    }),
    resolution: resolution
      .optional()
      .meta({ description: "What a person said of a checkout in review. Joined when read, and `buyer` with it." }),
    hold: z
      .object({
        state: z.enum(HOLD_STATES),
        at: instant,
        orderId: z.string().optional(),
        addressMatch: addressMatch.optional(),
      })
      .optional()
      .meta({ description: "What became of the hold. Joined when read: the record itself never changes." }),
  })
  .meta({ id: "Decision" });

/** What a person said of a decision, and when that is read. */
export type ResolvedDecision = { readonly review: Resolution; readonly nowMs: number };

/** What a reader of a decision needs to know of a rule. */
type PolicyRuleView = {
  readonly id: string;
  readonly status: RuleResult["status"] | "retired";
  readonly title: string;
};

const HISTORY_NAMES = new Set(HISTORY_SIGNALS.map(({ name }) => name));

/**
 * The whole record as its readers see it.
 * @param rules of the policy that decided, where it is still at hand: the record names only those that said something
 * @param resolved what a person said of it, and the moment at which that is read
 */
export function decisionDocument(
  { record, hold }: FoundDecision,
  rules: readonly PolicyRuleView[],
  resolved?: ResolvedDecision,
): z.infer<typeof decisionAnswer> {
  const { input, decision, allocation } = record;
  const observed = Object.entries(input.signals).filter(([name]) => !HISTORY_NAMES.has(name));
  const remembered = Object.entries(input.signals).filter(([name]) => HISTORY_NAMES.has(name));
  return {
    decisionId: record.decisionId,
    saleId: record.saleId,
    shop: record.shop,
    at: new Date(record.atMs).toISOString(),
    channel: record.channel,
    quantity: record.quantity,
    paymentMethod: record.paymentMethod,
    partnerId: record.partnerId,
    registrationId: record.registrationId,
    keys: keysOf(record.keys),
    signals: Object.fromEntries(observed),
    history: Object.fromEntries(remembered),
    limits: { allowed: { ...input.limits }, claimed: definedOnly(input.claimed) },
    score: scoreOf(record),
    shadowScore: record.shadowScore && { ...record.shadowScore },
    risk: decision.risk,
    rules: ruleResults(decision.rules, rules),
    policyHash: record.policyHash,
    modelVersion: input.score?.modelVersion,
    challengeSettled: input.challengeSettled,
    challengeSettledBy: input.challengeSettledBy,
    exemptRules: [...input.exemptRules],
    verdict: decision.verdict,
    reasons: decision.reasons.map((each) => ({ ...each, evidence: each.evidence && { ...each.evidence } })),
    buyer: resolved === undefined ? record.buyer : resolvedAnswer(resolved.review, resolved.nowMs),
    resolution: resolved && resolutionView(resolved.review),
    allocation:
      allocation.status === "held"
        ? {
            status: allocation.status,
            holdId: allocation.holdId,
            quantity: allocation.quantity,
            expiresAt: new Date(allocation.expiresAtMs).toISOString(),
          }
        : { status: allocation.status },
    hold:
      hold === undefined
        ? undefined
        : {
            state: hold.state,
            at: new Date(hold.endedAtMs ?? hold.createdAtMs).toISOString(),
            orderId: hold.orderId,
            addressMatch: hold.addressMatch,
          },
  };
}

function scoreOf({ input }: FoundDecision["record"]) {
  if (input.score === undefined) return undefined;
  const { value, logit, modelVersion, contributions } = input.score;
  return { value, logit, modelVersion, contributions: contributions.map((each) => ({ ...each })) };
}

function keysOf(keys: FoundDecision["record"]["keys"]): Record<string, string | string[]> {
  const { near, ...single } = keys;
  return { ...definedOnly(single), ...(near === undefined ? {} : { near: [...near] }) };
}

function definedOnly<T>(members: { readonly [name: string]: T | undefined }): Record<string, T> {
  const defined: Record<string, T> = {};
  for (const [name, value] of Object.entries(members)) if (value !== undefined) defined[name] = value;
  return defined;
}

function ruleResults(
  said: readonly RuleResult[],
  rules: readonly PolicyRuleView[],
): (RuleResult & { title?: string })[] {
  if (rules.length === 0) return [...said];
  const results = new Map(said.map(({ id, result }) => [id, result]));
  return rules.flatMap(({ id, status, title }) =>
    status === "retired" ? [] : [{ id, status, result: results.get(id) ?? "no_match", title }],
  );
}
