import { type EarlierPurchases, earlierAgainst } from "../../campaign/earlier-purchases.ts";
import { CHALLENGE_KINDS, kindsLeft, WHO_KINDS } from "../../challenge/challenge-kind.ts";
import type { Work } from "../../challenge/proof-of-work.ts";
import type { Allocation, AttemptRecord } from "../../decision/attempt-record.ts";
import {
  type BuyerAnswer,
  buyerAnswer,
  fewerLeftAnswer,
  heldAnswer,
  soldOutAnswer,
} from "../../decision/buyer-message.ts";
import { decide } from "../../decision/decide.ts";
import type { Decision, DecisionInput } from "../../decision/decision.ts";
import { limitReasons } from "../../decision/limit-reasons.ts";
import type { Policy } from "../../decision/policy.ts";
import { askAt } from "../../decision/pressure-ask.ts";
import { newChallengeId, newRecordId, newTokenId } from "../../ids.ts";
import { CHALLENGE_TTL_MS, RETURN_DELAY_MS_MAX } from "../../limits.ts";
import { assert, err, ok, type Result } from "../../result.ts";
import { roomOf } from "../../room.ts";
import { deriveSignals, HISTORY_SIGNALS } from "../../signals/catalogue.ts";
import type { HistoryFacts } from "../../signals/signal.ts";
import type { Hold } from "../../stock/stock.ts";
import { hasBrowser } from "../../terms/channel.ts";
import { type ClaimedUnits, LIMITS, type Limit, type SaleLimits } from "../../terms/limits.ts";
import { decideTest } from "../../test-mode/test-policy.ts";
import { type TestOutcome, testOutcomeOf } from "../../test-mode/test-values.ts";
import type { Grants } from "../../tokens/allow-token.ts";
import { retryVisitPayload, type VisitTokenClaims } from "../../tokens/visit-token.ts";
import { admit } from "../admit.ts";
import type { DrawnPlace } from "../calling/calling.ts";
import { withOpen } from "../calling/calling-state.ts";
import type { SaleContext } from "../context.ts";
import { countAlone, type History, readHistory, recordAttempt } from "../history/history.ts";
import type { CohortLink, Likeness } from "../history/population.ts";
import { countedAs, readPressure, recordPressure, type SalePressure } from "../history/pressure.ts";
import { planMove, writeMove } from "../move-units.ts";
import { type OfferedUnits, offeredUnits } from "../offered-units.ts";
import type { SaleRecord } from "../record.ts";
import type { SaleRefusal } from "../refusal.ts";
import { isRefusalWritten } from "../room.ts";
import type { Challenge } from "../rows/challenge-rows.ts";
import type { SaleStore } from "../store.ts";
import { tellHold } from "../tell-hold.ts";
import type { AttemptCommand, ScoredSignals } from "./attempt-command.ts";
import { useVisit } from "./live-visit.ts";
import { isSameVisit } from "./settle-challenge.ts";

/** Signals of which one is there wherever a key, a mouse or a finger was used. */
const INPUT_COUNTS = ["key.count", "pointer.moves", "touch.taps"] as const;

/** What happened to a checkout. */
export type Attempted = {
  readonly record: AttemptRecord;
  /** The record, where it is to be written; an attempt that is counted alone is answered the same. */
  readonly written: AttemptRecord | undefined;
  readonly sale: SaleRecord;
  readonly hold?: Hold | undefined;
  /** What the sale has established of the buyer of the hold. */
  readonly grants: Grants;
  readonly challenge?: Pick<Challenge, "challengeId" | "expiresAtMs" | "kinds"> | undefined;
  /** Payload of the visit token with which an attempt that held nothing may be retried. */
  readonly retryVisitPayload?: string | undefined;
};

/** One attempt to buy: decides, holds the units if the verdict allows and some are free, and counts it in the sale's memory. */
export function attempt(context: SaleContext, policy: Policy, command: AttemptCommand): Result<Attempted, SaleRefusal> {
  const { store, nowMs } = context;
  const entered = letIn(context, command);
  if (!entered.ok) return entered;
  const { sale, stock, grants, turn, earlier } = entered.value;

  const { visit, scored } = useVisit(context, sale, command);
  const settled = settledChallenge(context, command, visit);
  const pressure = readPressure(context, policy.ladder, stock.free);
  const likeness = likenessOf(command, visit, scored);
  const history = readHistory(context, sale, {
    keys: command.keys,
    crowd: scored.crowd ?? [],
    likeness,
    nearAsked: command.nearAsked,
    nearFoundBy: command.nearFoundBy,
    holderKey: visit === undefined ? undefined : command.holderKey,
    visitStartMs: visit?.start,
    signals: scored.signals,
    personal: showsWho(settled),
    sharers: command.registered?.sharers,
    invite: command.registered?.invite,
    earlier,
    pressure: pressure.facts,
  });
  const limits = limitsOf(sale, turn);
  const input = decisionInput({ sale, limits, command, scored, history, earlier, settled, context });
  const { test, decision } = judge(sale, policy, { command, input });

  const decisionId = newRecordId("dec", sale.saleId, nowMs, context.random);
  const { allocation, hold } = allocate(context, { sale, test, turn, command, history, decision, decisionId });
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
    input: shortInput(input),
    ...(scored.shadowScore === undefined ? {} : { shadowScore: scored.shadowScore }),
    decision,
    allocation,
    buyer: buyerOf(test?.holdTtlSeconds ?? sale.definition.holdTtlSeconds, decision, allocation),
  };
  const challenge =
    decision.settledBy === undefined
      ? undefined
      : openChallenge(context, sale, command, { visit, decision, work: askAt(policy, input.signals)?.work ?? 1 });
  const retryJti = newTokenId(nowMs, context.random);

  const isWritten = hold !== undefined || isRefusalWritten(store, history.account);
  if (isWritten) recordAttempt(context, history, hold?.quantity ?? 0);
  else countAlone(context, history, decision.verdict);
  // Also by what is counted alone: of one visit an account would try without end. Spent visits leave with their expiry.
  if (visit !== undefined) store.spendVisit(visit.jti, visit.exp * 1000);
  // The first of a chain of retries uses the private token for all of them.
  if (visit?.privateToken !== undefined && visit.retries === 0) {
    store.spendVisit(visit.privateToken, sale.definition.closesAtMs);
  }
  countPressure(context, pressure, { command, likeness, history, settled });
  countDecision(store, record, isWritten);
  return ok({
    record,
    written: isWritten ? record : undefined,
    sale,
    hold,
    grants,
    challenge,
    retryVisitPayload:
      hold !== undefined || visit === undefined
        ? undefined
        : retryVisitPayload(visit, { ...command.keys, jti: retryJti }),
  });
}

/** Whether the sale takes the checkout, and what it decides by; only where its campaign has been asked, if it stands in one. */
function letIn({ store, nowMs }: SaleContext, { shop, keys, registered, earlier }: AttemptCommand) {
  const sale = store.findSale();
  if (sale === undefined || sale.shop !== shop) return err({ kind: "sale-unknown" } as const);
  if (roomOf(store.bytesUsed()) === "full") return err({ kind: "sale-full" } as const);
  const stock = store.readStock();
  const admitted = admit({ store, nowMs }, { sale, stock }, { account: keys.account, registered });
  if (!admitted.ok) return admitted;
  const { campaignId } = sale.definition;
  if (campaignId !== undefined && earlier?.campaignId !== campaignId) {
    return err({ kind: "storage-unavailable", campaignId } as const);
  }
  return ok({ ...admitted.value, sale, stock, earlier: campaignId === undefined ? undefined : earlier });
}

/** The verdict; on a test sale with what the test value of the checkout forces, where it names one. */
function judge(
  { definition }: SaleRecord,
  policy: Policy,
  { command, input }: { readonly command: AttemptCommand; readonly input: DecisionInput },
): { readonly decision: Decision; readonly test?: TestOutcome | undefined } {
  if (!definition.test) return { decision: decide(policy, input) };
  const test = testOutcomeOf(definition, command.testValue);
  return { decision: decideTest(test, policy.hash, input), test };
}

/** Counts an attempt in the sale's pressure; one that settles what it was asked for is the same attempt again. */
function countPressure(
  context: SaleContext,
  pressure: SalePressure,
  parts: { command: AttemptCommand; likeness: Likeness; history: History; settled: Challenge | undefined },
): void {
  const { command, likeness, history, settled } = parts;
  const counted = countedAs({
    ...likeness,
    past: command.past,
    neighbours: history.facts.population.neighbourhood?.otherAccounts,
    attemptsBefore: history.account.attempts,
  });
  recordPressure(context, pressure, settled === undefined ? counted : undefined);
}

/** A checkout without a visit is a cohort of its own, and so is one with a visit in which nothing was pressed or moved. */
function likenessOf(
  { channel, pickup }: AttemptCommand,
  visit: VisitTokenClaims | undefined,
  { signals, cohorts = [] }: ScoredSignals,
): Likeness {
  const isSilent = INPUT_COUNTS.every((name) => signals[name] === undefined);
  const own: readonly CohortLink[] = visit === undefined ? [{ kind: "direct" }] : isSilent ? [{ kind: "silent" }] : [];
  return { byBrowser: hasBrowser(channel), cohorts: [...own, ...cohorts], pickup };
}

/** A place of a drawn order buys one unit, whatever the sale's limit for an account: others wait for the next one. */
function limitsOf({ definition: { limits } }: SaleRecord, turn: DrawnPlace | undefined): SaleLimits {
  return turn === undefined ? limits : { ...limits, perAccount: 1 };
}

/** Counts a decision, and tells that somebody of the staff is to look at it, where it is one that they find. */
function countDecision(
  store: SaleStore,
  { saleId, decisionId, decision, atMs }: AttemptRecord,
  isWritten: boolean,
): void {
  const reasons = decision.reasons.map(({ code }) => code);
  store.countVerdict(decision.verdict, reasons, atMs);
  if (!isWritten || decision.verdict !== "review") return;
  store.emit({ type: "decision.review", atMs, data: { saleId, decisionId, reasons } });
}

function decisionInput(parts: {
  sale: SaleRecord;
  limits: SaleLimits;
  command: AttemptCommand;
  scored: ScoredSignals;
  history: History;
  earlier: EarlierPurchases | undefined;
  settled: Challenge | undefined;
  context: SaleContext;
}): DecisionInput {
  const { sale, limits, command, scored, history, earlier, settled, context } = parts;
  const { definition } = sale;
  const { keys } = history.facts;
  return {
    channel: command.channel,
    mode: definition.mode,
    paymentMethod: command.paymentMethod,
    quantity: command.quantity,
    limits,
    acceptedPayments: definition.acceptedPayments,
    clientSignals: definition.clientSignals,
    claimed: {
      account: history.facts.account.unitsInSale + earlierAgainst(earlier, "account", true),
      ...unitsByKey(keys),
    },
    signals: { ...scored.signals, ...command.past, ...deriveSignals(HISTORY_SIGNALS, history.facts) },
    // A score that is no number could not be kept in JSON and would cross no threshold: the model counts as broken.
    ...(Number.isFinite(scored.score?.logit) ? { score: scored.score } : {}),
    ...(definition.challengeKinds === undefined ? {} : { challengeKinds: definition.challengeKinds }),
    ...(CHALLENGE_KINDS.every((kind) => command.challengeKinds.includes(kind))
      ? {}
      : { verifiableKinds: command.challengeKinds }),
    challengeSettled: settled !== undefined,
    ...(settled?.settledBy === undefined ? {} : { challengeSettledBy: settled.settledBy }),
    mayShowWho: !showsWho(settled),
    exemptRules: context.store.exemptionsOf(command.keys.account, context.nowMs),
  };
}

/**
 * A refusal by limits follows from figures of the sale alone, and is what most hear who try again and again: how its score came
 * about is left out of the record and of the answer.
 */
function shortInput(input: DecisionInput): DecisionInput {
  if (input.score === undefined || limitReasons(input).length === 0) return input;
  return { ...input, score: { ...input.score, contributions: [] } };
}

/** Units that count against the buyer under the keys that have a limit, in the order of the limits. */
function unitsByKey(keys: HistoryFacts["keys"]): Omit<ClaimedUnits, "account"> {
  const units: { [kind in Exclude<Limit["kind"], "account">]?: number } = {};
  for (const { kind } of LIMITS) {
    const known = kind === "account" ? undefined : keys[kind];
    if (kind !== "account" && known !== undefined) units[kind] = known.unitsAgainst;
  }
  return units;
}

/** Whether the shop has asked who the buyer is, and was answered. */
function showsWho(settled: Challenge | undefined): boolean {
  return settled?.settledBy !== undefined && WHO_KINDS.includes(settled.settledBy);
}

function allocate(
  context: SaleContext,
  parts: {
    sale: SaleRecord;
    test: TestOutcome | undefined;
    turn: DrawnPlace | undefined;
    command: AttemptCommand;
    history: History;
    decision: Decision;
    decisionId: string;
  },
): { allocation: Allocation; hold?: Hold } {
  const { store, nowMs } = context;
  const { sale, test, turn, command, history, decision, decisionId } = parts;
  if (decision.verdict !== "allow") return { allocation: { status: "none" } };
  if (test?.allocation !== undefined) return { allocation: test.allocation };
  const offered = offeredUnits(context, sale, command.collectAt ?? command.stated.partnerId);
  const from = offered.find(({ stock }) => stock.free >= command.quantity);
  if (from === undefined) return { allocation: tooFew(context, offered) };
  const moved = planMove(context, {
    kind: "hold",
    hold: {
      holdId: newRecordId("hold", sale.saleId, nowMs, context.random),
      decisionId,
      account: command.keys.account,
      links: history.links,
      quantity: command.quantity,
      household: command.keys.household,
      holderKey: command.holderKey,
      pool: from.pool,
      collectAt: command.collectAt,
      turn: turn && { round: turn.round, place: turn.place },
    },
    // A token's expiry is in whole seconds, and no token may outlive its hold: both end on the same second.
    expiresAtMs: Math.ceil((nowMs + (test?.holdTtlSeconds ?? sale.definition.holdTtlSeconds) * 1000) / 1000) * 1000,
  });
  assert(moved.ok && moved.value.hold !== undefined, "units that are free can be held");
  const { hold } = moved.value;
  writeMove(store, moved.value);
  store.writeHold(hold);
  tellHold(context, "hold.created", hold);
  if (turn !== undefined) takeTurn(store, turn, hold.holdId);
  const { holdId, quantity, expiresAtMs } = hold;
  return { allocation: { status: "held", holdId, quantity, expiresAtMs }, hold };
}

/** Who has a turn takes the unit that waited for them, and no other. */
function takeTurn(store: SaleStore, { round, place }: DrawnPlace, holdId: string): void {
  const calling = store.findCalling();
  assert(calling !== undefined, "who has a turn was called");
  store.writeCalling(withOpen(calling, { round, place }, -1));
  store.writeTurn({ round, place, state: "held", holdId });
}

/**
 * `final` is said only where no unit can come back. The time to come back at is that of the next hold to end, of whatever pool, and
 * the longest that units stay away after it: the moment drawn for them is told to nobody.
 */
function tooFew({ store, nowMs }: SaleContext, offered: readonly OfferedUnits[]): Allocation {
  const left = Math.max(...offered.map(({ stock }) => stock.free));
  if (left > 0) return { status: "fewer_left", left };
  const isReturning = offered.some(({ stock }) => stock.returning > 0);
  const nextDueMs = isReturning ? nowMs : (store.nextDueMs() ?? nowMs);
  const final = offered.every(({ stock }) => stock.held === 0);
  return { status: "sold_out", final, retryAfterMs: final ? 0 : Math.max(0, nextDueMs - nowMs) + RETURN_DELAY_MS_MAX };
}

function buyerOf(holdTtlSeconds: number, decision: Decision, allocation: Allocation): BuyerAnswer {
  if (allocation.status === "held") return heldAnswer(holdTtlSeconds);
  if (allocation.status === "sold_out") return soldOutAnswer(allocation.final);
  if (allocation.status === "fewer_left") return fewerLeftAnswer(allocation.left);
  const { buyer } = decision;
  assert(buyer !== "held" && buyer !== "fewer_left", "without a hold the buyer is not told of units");
  return buyerAnswer(buyer, decision.buyerWords);
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

function openChallenge(
  { store, nowMs, random }: SaleContext,
  { saleId, definition }: SaleRecord,
  { keys: { account, device }, challengeKinds }: AttemptCommand,
  {
    visit,
    decision,
    work,
  }: {
    readonly visit: VisitTokenClaims | undefined;
    readonly decision: Decision;
    readonly work: Work;
  },
): Attempted["challenge"] {
  const kinds = kindsLeft(
    challengeKinds,
    definition.challengeKinds ?? CHALLENGE_KINDS,
    decision.settledBy ?? CHALLENGE_KINDS,
  );
  const challengeId = newChallengeId(saleId, work, nowMs, random);
  const expiresAtMs = nowMs + CHALLENGE_TTL_MS;
  store.writeChallenge({ challengeId, account, device, visit, kinds, expiresAtMs, state: "open" });
  return { challengeId, expiresAtMs, kinds };
}
