import { CHALLENGE_KINDS, type ChallengeKind, kindsLeft } from "../../challenge/challenge-kind.ts";
import type { Allocation, AttemptRecord } from "../../decision/attempt-record.ts";
import { type BuyerAnswer, buyerAnswer, heldAnswer, soldOutAnswer } from "../../decision/buyer-message.ts";
import { decide } from "../../decision/decide.ts";
import type { Decision, DecisionInput, RecordedScore, ShadowScore } from "../../decision/decision.ts";
import type { Policy } from "../../decision/policy.ts";
import type { IdentityKeys } from "../../identity/identity.ts";
import { newRecordId, newTokenId } from "../../ids.ts";
import { CHALLENGE_TTL_MS, RETURN_DELAY_MS_MAX } from "../../limits.ts";
import { assert, err, ok, type Result } from "../../result.ts";
import { deriveSignals, HISTORY_SIGNALS } from "../../signals/catalogue.ts";
import type { HistoryFacts, Signals } from "../../signals/signal.ts";
import { applyToLedger } from "../../stock/ledger.ts";
import type { Hold, Stock } from "../../stock/stock.ts";
import type { Channel } from "../../terms/channel.ts";
import { hasBrowser } from "../../terms/channel.ts";
import { type ClaimedUnits, LIMITS, type Limit } from "../../terms/limits.ts";
import type { VisitTokenClaims } from "../../tokens/visit-token.ts";
import { admit } from "../admit.ts";
import { type Answer, writeAnswer } from "../answer.ts";
import type { SaleContext } from "../context.ts";
import { type History, readHistory, recordAttempt } from "../history/history.ts";
import { link } from "../history/links.ts";
import type { SaleRecord } from "../record.ts";
import type { SaleRefusal } from "../refusal.ts";
import type { Challenge, Reply } from "../store.ts";
import { useVisit } from "./live-visit.ts";
import { isSameVisit } from "./settle-challenge.ts";

/** One way to see a checkout: with what its visit and browser say, or without. The Worker computes both, the sale chooses. */
export type Reading = {
  readonly signals: Signals;
  readonly score?: RecordedScore | undefined;
  /** Recorded, and no part of what is decided from. */
  readonly shadowScore?: ShadowScore | undefined;
};

/** A checkout after everything that is expensive and stateless has been done to it. Holds pseudonyms only. */
export type AttemptCommand = {
  readonly shop: string;
  readonly saleId: string;
  readonly issuer: string;
  readonly idempotency: { readonly scope: string; readonly fingerprint: string };
  readonly pepperEpoch: string;
  readonly channel: Channel;
  readonly quantity: number;
  readonly paymentMethod: string;
  readonly keys: IdentityKeys;
  /** Near keys of addresses that leave out the numbers of this one: looked up and never kept. */
  readonly nearAsked?: readonly string[] | undefined;
  /** The near key by which addresses without a postal code ask for this one: kept and never looked up. */
  readonly nearKept?: string | undefined;
  /** The hundred numbers that the telephone's number lies in, of an account that is new. */
  readonly phoneRange?: string | undefined;
  /** The private domain of the mailbox, of an account that is new. */
  readonly mailDomain?: string | undefined;
  /** What the request says of itself and nobody has verified: recorded, and never signed. */
  readonly stated: Pick<AttemptRecord, "partnerId" | "registrationId" | "invite">;
  /** The verified visit and the reading that rests on it; absent where the visit is missing, expired or not ours. */
  readonly live?: { readonly visit: VisitTokenClaims; readonly reading: Reading } | undefined;
  readonly absent: Reading;
  /** Text that is equal for exact repeats of a browser's timing. */
  readonly timingSketch?: string | undefined;
  /** Texts of which near repeats of it share one. */
  readonly timingBands?: readonly string[] | undefined;
  /** Text that is equal for keys of like cadence. */
  readonly cadence?: string | undefined;
  readonly holderKey?: string | undefined;
  /** Id of the challenge that a verified challenge token settles. */
  readonly challengeId?: string | undefined;
  /** Kinds of proof that this deployment can verify. */
  readonly challengeKinds: readonly ChallengeKind[];
  /** Key ids that the Worker will sign the reply's tokens with. */
  readonly kids: { readonly allow: string; readonly visit: string };
  /** Called from a browser: the reply holds allocation, token and the buyer's part alone. */
  readonly forBrowser: boolean;
};

export type AttemptRefusal = SaleRefusal | { readonly kind: "pepper-epoch"; readonly epoch: string };

/**
 * One attempt to buy: decides, holds the units if the verdict allows and some are free, and writes record, reply and claims.
 * A repeat under the same idempotency key gets the reply of the first and changes nothing.
 */
export function attempt(
  context: SaleContext,
  policy: Policy,
  command: AttemptCommand,
): Result<{ readonly reply: Reply; readonly replayed: boolean }, AttemptRefusal> {
  const { store, nowMs } = context;
  const sale = store.findSale();
  if (sale === undefined || sale.shop !== command.shop) return err({ kind: "sale-unknown" });
  if (sale.pepperEpoch !== command.pepperEpoch) return err({ kind: "pepper-epoch", epoch: sale.pepperEpoch });

  const earlier = store.findAttemptByKey(command.idempotency.scope);
  if (earlier !== undefined) {
    if (earlier.reply.fingerprint !== command.idempotency.fingerprint) return err({ kind: "idempotency-key-reused" });
    const { status, body } = earlier.reply;
    return ok({ reply: { status, body }, replayed: true });
  }

  const stock = store.readStock();
  const admitted = admit(sale, stock, nowMs);
  if (!admitted.ok) return admitted;

  const { claims: visit, reading } = useVisit(context, sale, command);
  const timingLink =
    visit === undefined || command.timingSketch === undefined ? undefined : link("timing", command.timingSketch);
  const { keys, holderKey } = command;
  const history = readHistory(context, sale, {
    keys,
    timingLink,
    bandLinks: (visit === undefined ? [] : (command.timingBands ?? [])).map((band) => link("band", band)),
    likeness: {
      byBrowser: hasBrowser(command.channel),
      direct: visit === undefined,
      cadence: visit === undefined ? undefined : command.cadence,
    },
    rangeLink: command.phoneRange === undefined ? undefined : link("range", command.phoneRange),
    mailDomainLink: command.mailDomain === undefined ? undefined : link("domain", command.mailDomain),
    nearAsked: command.nearAsked,
    nearKept: command.nearKept,
    holderKey: visit === undefined ? undefined : holderKey,
    visitStartMs: visit?.start,
    signals: reading.signals,
  });
  const settled = settledChallenge(context, command, visit);
  const input = decisionInput({ sale, command, reading, history, settled, context });
  const decision = decide(policy, input);

  const decisionId = newRecordId("dec", sale.saleId, nowMs, context.random);
  const { allocation, hold } = allocate(context, { sale, stock, command, history, decision, decisionId });
  // Spent only by a hold: whoever settled a challenge and found nothing free need not do it again.
  if (hold !== undefined && settled !== undefined) store.writeChallenge({ ...settled, state: "spent" });

  const record: AttemptRecord = {
    version: 1,
    decisionId,
    saleId: sale.saleId,
    shop: sale.shop,
    atMs: nowMs,
    channel: command.channel,
    quantity: command.quantity,
    paymentMethod: command.paymentMethod,
    ...command.stated,
    keys: command.keys,
    policyHash: policy.hash,
    input,
    ...(reading.shadowScore === undefined ? {} : { shadowScore: reading.shadowScore }),
    decision,
    allocation,
    buyer: buyerOf(sale, decision, allocation),
  };
  const { account, device } = command.keys;
  const answer: Answer = {
    record,
    hold,
    sale,
    command,
    grants: admitted.value.grants,
    visit: hold === undefined ? visit : undefined,
    challenge:
      decision.verdict === "challenge"
        ? openChallenge(context, sale, {
            account,
            device,
            visit: visit,
            kinds: kindsOf(sale, command, decision),
          })
        : undefined,
    retryJti: newTokenId(nowMs, context.random),
  };
  const reply = writeAnswer(answer);

  store.writeAttempt({
    record,
    idempotencyScope: command.idempotency.scope,
    reply: { ...reply, fingerprint: command.idempotency.fingerprint, atMs: nowMs },
  });
  recordAttempt(context, history, hold?.quantity ?? 0);
  store.countVerdict(
    decision.verdict,
    decision.reasons.map(({ code }) => code),
    nowMs,
  );
  return ok({ reply, replayed: false });
}

function decisionInput(parts: {
  sale: SaleRecord;
  command: AttemptCommand;
  reading: Reading;
  history: History;
  settled: Challenge | undefined;
  context: SaleContext;
}): DecisionInput {
  const { sale, command, reading, history, settled, context } = parts;
  const { definition } = sale;
  const { keys } = history.facts;
  return {
    channel: command.channel,
    mode: definition.mode,
    paymentMethod: command.paymentMethod,
    quantity: command.quantity,
    limits: definition.limits,
    acceptedPayments: definition.acceptedPayments,
    clientSignals: definition.clientSignals,
    claimed: {
      account: history.facts.account.unitsInSale,
      ...unitsByKey(keys),
    },
    signals: { ...reading.signals, ...deriveSignals(HISTORY_SIGNALS, history.facts) },
    // A score that is no number could not be kept in JSON and would cross no threshold: the model counts as broken.
    ...(Number.isFinite(reading.score?.logit) ? { score: reading.score } : {}),
    ...(definition.challengeKinds === undefined ? {} : { challengeKinds: definition.challengeKinds }),
    challengeSettled: settled !== undefined,
    ...(settled?.settledBy === undefined ? {} : { challengeSettledBy: settled.settledBy }),
    exemptRules: context.store.exemptionsOf(command.keys.account, context.nowMs),
  };
}

/** Units that are claimed under the keys that have a limit, in the order of the limits. */
function unitsByKey(keys: HistoryFacts["keys"]): Omit<ClaimedUnits, "account"> {
  const units: { [kind in Exclude<Limit["kind"], "account">]?: number } = {};
  for (const { kind } of LIMITS) {
    const known = kind === "account" ? undefined : keys[kind];
    if (kind !== "account" && known !== undefined) units[kind] = known.unitsInSale;
  }
  return units;
}

function allocate(
  context: SaleContext,
  parts: {
    sale: SaleRecord;
    stock: Stock;
    command: AttemptCommand;
    history: History;
    decision: Decision;
    decisionId: string;
  },
): { allocation: Allocation; hold?: Hold } {
  const { store, nowMs } = context;
  const { sale, stock, command, history, decision, decisionId } = parts;
  if (decision.verdict !== "allow") return { allocation: { status: "none" } };
  const moved = applyToLedger(
    stock,
    {
      kind: "hold",
      hold: {
        holdId: newRecordId("hold", sale.saleId, nowMs, context.random),
        decisionId,
        account: command.keys.account,
        links: history.links,
        quantity: command.quantity,
        household: command.keys.household,
        holderKey: command.holderKey,
      },
      // A token's expiry is in whole seconds, and no token may outlive its hold: both end on the same second.
      expiresAtMs: Math.ceil((nowMs + sale.definition.holdTtlSeconds * 1000) / 1000) * 1000,
    },
    nowMs,
  );
  if (!moved.ok) return { allocation: soldOut(context, stock) };
  const { hold } = moved.value;
  assert(hold !== undefined, "holding units makes a hold");
  store.writeStock(moved.value.stock);
  store.writeHold(hold);
  const { holdId, quantity, expiresAtMs } = hold;
  return { allocation: { status: "held", holdId, quantity, expiresAtMs }, hold };
}

/**
 * `final` is said only where no unit can come back. The time to come back at is that of the next hold to end and the longest
 * that units stay away after it: the moment drawn for them is told to nobody.
 */
function soldOut({ store, nowMs }: SaleContext, stock: Stock): Allocation {
  const nextDueMs = stock.returning > 0 ? nowMs : (store.nextDueMs() ?? nowMs);
  const final = stock.free === 0 && stock.held === 0;
  return { status: "sold_out", final, retryAfterMs: final ? 0 : Math.max(0, nextDueMs - nowMs) + RETURN_DELAY_MS_MAX };
}

function buyerOf(sale: SaleRecord, decision: Decision, allocation: Allocation): BuyerAnswer {
  if (allocation.status === "held") return heldAnswer(sale.definition.holdTtlSeconds);
  if (allocation.status === "sold_out") return soldOutAnswer(allocation.final);
  assert(decision.buyer !== "held", "without a hold the buyer is not told of one");
  return buyerAnswer(decision.buyer, decision.reasons, decision.buyerWords);
}

/**
 * The settled challenge that the checkout may use: its own account's and device's, and of what the browser settled its own
 * visit's.
 */
function settledChallenge(
  { store, nowMs }: SaleContext,
  { challengeId, keys }: AttemptCommand,
  visit: VisitTokenClaims | undefined,
): Challenge | undefined {
  const challenge = challengeId === undefined ? undefined : store.findChallenge(challengeId);
  if (challenge?.state !== "settled" || nowMs >= challenge.expiresAtMs) return undefined;
  if (challenge.account !== keys.account || challenge.device !== keys.device) return undefined;
  return challenge.settledBy === "shop_otp" || isSameVisit(challenge, visit) ? challenge : undefined;
}

function kindsOf(sale: SaleRecord, command: AttemptCommand, { settledBy }: Decision): readonly ChallengeKind[] {
  return kindsLeft(
    command.challengeKinds,
    sale.definition.challengeKinds ?? CHALLENGE_KINDS,
    settledBy ?? CHALLENGE_KINDS,
  );
}

function openChallenge(
  { store, nowMs, random }: SaleContext,
  sale: SaleRecord,
  asked: Pick<Challenge, "account" | "device" | "visit" | "kinds">,
): Answer["challenge"] {
  const challengeId = newRecordId("chl", sale.saleId, nowMs, random);
  const expiresAtMs = nowMs + CHALLENGE_TTL_MS;
  store.writeChallenge({ ...asked, challengeId, expiresAtMs, state: "open" });
  return { challengeId, expiresAtMs, kinds: asked.kinds };
}
