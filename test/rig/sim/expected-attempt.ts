import type { AttemptCommand } from "../../../src/domain/sale/commands/attempt-command.ts";
import type { AllowTokenClaims } from "../../../src/domain/tokens/allow-token.ts";
import type { VisitTokenClaims } from "../../../src/domain/tokens/visit-token.ts";
import type { Call } from "./call.ts";
import { claimedUnits, LIMITED, provedUnits } from "./expected-hold.ts";
import { expectedPool, offeredPools } from "./expected-pools.ts";
import type { ExpectedState, Foreseen } from "./expected-state.ts";
import { looksLike } from "./sim-policy.ts";
import { promise } from "./violation.ts";

/** Most retries that one visit may chain. */
const RETRIES_MAX = 5;
/** Of further attempts of an account those without a hold are counted alone. */
const WRITTEN_MAX = 20;

/** The parts of a checkout's answer that the model speaks of. */
type CheckoutAnswer = {
  readonly verdict: string;
  readonly reasons: readonly { readonly code: string }[];
  readonly allocation: {
    readonly status: string;
    readonly holdId?: string;
    readonly expiresAt?: string;
    readonly final?: boolean;
    readonly left?: number;
    readonly retryAfterMs?: number;
  };
  readonly allowToken?: string;
  readonly retryVisitToken?: string;
  readonly challenge?: { readonly id: string; readonly expiresAt: string };
};

type Heard = { readonly call: Call; readonly nowMs: number; readonly text: string };

/**
 * Foresees the answer to a checkout that is no repeat, and takes from the given answer only what the service chose freely:
 * the ids that it made.
 */
export function expectAttempt(model: ExpectedState, { call, nowMs, text }: Heard): Foreseen {
  if (call.operation.kind !== "attempt") return { refused: "no attempt" };
  const { command } = call.operation;
  const { sale } = model;
  if (sale === undefined || sale.shop !== command.shop) return { refused: "sale-unknown" };
  const { opensAtMs, closesAtMs } = sale.definition;
  if (nowMs < opensAtMs || nowMs >= closesAtMs || sale.paused) return { refused: "sale-not-open" };
  promise(text !== "", "a checkout of an open sale gets a decision", () => JSON.stringify(command));
  const answer: CheckoutAnswer = JSON.parse(text);

  const isVisitLive = useVisit(model, command, answer);
  const settled = isChallengeSettled(model, command, nowMs);
  const limits = limitCodes(model, command, settled);
  const verdict = limits.length > 0 ? "deny" : verdictOf(command, isVisitLive, settled);
  promise(
    JSON.stringify(limits) === JSON.stringify(codesOfLimits(answer)),
    "the limits of the sale are judged by held and sold units",
    () => `expected ${limits}: ${text}`,
  );
  promise(
    answer.verdict === verdict,
    "the verdict follows from rules, visit and challenge",
    () => `${verdict}: ${text}`,
  );
  const isAsked = verdict === "challenge" || (!settled && mayShowWho(model, command, limits));
  promise(
    isAsked === (answer.challenge !== undefined),
    "whoever meets what others merely said is asked who they are",
    () => text,
  );
  if (isAsked) openChallenge(model, command, answer);

  const pool = offeredPools(model, command).find((each) => expectedPool(model, each).free >= command.quantity);
  const isHeld = verdict === "allow" && pool !== undefined;
  if (isHeld) hold(model, { command, nowMs, answer, shown: settled, pool });
  else expectNoHold(model, { verdict, answer, command });
  if (isHeld && settled && command.challengeId !== undefined) {
    const challenge = model.challenges.get(command.challengeId);
    if (challenge !== undefined) challenge.state = "spent";
  }
  expectRetry(model, answer, isVisitLive && !isHeld ? command.withVisit?.visit : undefined);
  const attempts = model.attempts.get(command.keys.account) ?? 0;
  model.attempts.set(command.keys.account, attempts + 1);
  const isKept = isHeld || attempts < WRITTEN_MAX;
  return { status: 200, fields: {}, isKept };
}

/**
 * Whether the visit counts: only for the first checkout that brings it, and a retry only for who tried first, in an answer that
 * says when it does not.
 */
function useVisit(
  model: ExpectedState,
  { withVisit, keys }: Pick<AttemptCommand, "withVisit" | "keys">,
  answer: CheckoutAnswer,
): boolean {
  if (withVisit === undefined) return false;
  const { jti, chain } = withVisit.visit;
  const isForeign = chain !== undefined && (chain.account !== keys.account || chain.device !== keys.device);
  const isReplay = !isForeign && model.spentVisits.has(jti);
  const says = (code: string) => answer.reasons.some((reason) => reason.code === code);
  const said = () => JSON.stringify({ withVisit, answer });
  promise(isReplay === says("VISIT_REPLAYED"), "a visit counts once", said);
  promise(isForeign === says("VISIT_INVALID"), "a retry counts for who tried first alone", said);
  if (!isForeign) model.spentVisits.add(jti);
  return !isForeign && !isReplay;
}

function verdictOf(
  command: Pick<AttemptCommand, "withVisit" | "withoutVisit">,
  isVisitLive: boolean,
  settled: boolean,
): string {
  const { signals } = isVisitLive && command.withVisit !== undefined ? command.withVisit.scored : command.withoutVisit;
  const looks = looksLike(signals);
  return looks === "challenge" && settled ? "allow" : looks;
}

function isChallengeSettled(
  model: ExpectedState,
  { challengeId, keys }: Pick<AttemptCommand, "challengeId" | "keys">,
  nowMs: number,
): boolean {
  const challenge = challengeId === undefined ? undefined : model.challenges.get(challengeId);
  const isSame = challenge?.account === keys.account && challenge?.device === keys.device;
  return challenge?.state === "settled" && isSame && nowMs < challenge.expiresAtMs;
}

function limitCodes(
  model: ExpectedState,
  { keys, quantity }: Pick<AttemptCommand, "keys" | "quantity">,
  settled: boolean,
): string[] {
  const definition = model.sale?.definition;
  const holds = [...model.holds.values()];
  return LIMITED.filter(({ kind, limit }) => {
    const pseudonym = keys[kind];
    if (pseudonym === undefined || definition === undefined) return false;
    const by = { kind, pseudonym, account: keys.account, isAddressLocked: definition.addressLocked };
    const units = settled && kind !== "account" ? provedUnits(holds, by) : claimedUnits(holds, kind, pseudonym);
    return units + quantity > definition.limits[limit];
  }).map(({ code }) => code);
}

/** Every limit that is met counts what strangers can name, and would take the order if nobody else had come. */
function mayShowWho(
  model: ExpectedState,
  { quantity }: Pick<AttemptCommand, "quantity">,
  codes: readonly string[],
): boolean {
  const limits = model.sale?.definition.limits;
  if (limits === undefined || codes.length === 0) return false;
  return LIMITED.filter(({ code }) => codes.includes(code)).every(
    ({ kind, limit }) => kind !== "account" && quantity <= limits[limit],
  );
}

function codesOfLimits({ reasons }: CheckoutAnswer): string[] {
  return reasons.map(({ code }) => code).filter((code) => LIMITED.some((limit) => limit.code === code));
}

function openChallenge(
  model: ExpectedState,
  { keys }: Pick<AttemptCommand, "keys">,
  { challenge }: CheckoutAnswer,
): void {
  promise(challenge !== undefined && !model.challenges.has(challenge.id), "each challenge is a new one");
  const expiresAtMs = Date.parse(challenge.expiresAt);
  model.challenges.set(challenge.id, { account: keys.account, device: keys.device, expiresAtMs, state: "open" });
}

function hold(
  model: ExpectedState,
  given: { command: AttemptCommand; nowMs: number; answer: CheckoutAnswer; shown: boolean; pool: string },
): void {
  const { command, nowMs, answer, shown } = given;
  const { holdId, expiresAt, status } = answer.allocation;
  const said = () => JSON.stringify(answer);
  promise(status === "held" && answer.allowToken !== undefined, "free units are held for an allowed checkout", said);
  promise(holdId !== undefined && !model.holds.has(holdId), "each hold is a new one", said);
  const expiresAtMs = Date.parse(expiresAt ?? "");
  const ttlMs = expiresAtMs - nowMs - (model.sale?.definition.holdTtlSeconds ?? 0) * 1000;
  promise(ttlMs >= 0 && ttlMs < 1000, "a hold lasts as long as the sale says, to the next whole second", said);

  const token: AllowTokenClaims = JSON.parse(answer.allowToken);
  promise(token.exp * 1000 === expiresAtMs, "no token outlives its hold", said);
  const { account, device, household, payment } = command.keys;
  const { quantity, shop } = command;
  const isBound = token.hold === holdId && token.jti === holdId && token.qty === quantity;
  promise(isBound && token.sub === account && token.aud === shop, "a token is bound to its hold", said);
  const pool = given.pool === "" ? undefined : given.pool;
  const identity = { account, device, household, payment, collectAt: command.collectAt, pool };
  model.holds.set(holdId, { holdId, ...identity, quantity, shown, expiresAtMs, state: "held", unitsAreBack: false });
}

function expectNoHold(
  model: ExpectedState,
  { verdict, answer, command }: { verdict: string; answer: CheckoutAnswer; command: AttemptCommand },
): void {
  const said = () => JSON.stringify(answer);
  const { status, final, left, retryAfterMs } = answer.allocation;
  promise(answer.allowToken === undefined, "only a hold comes with an allow token", said);
  if (verdict !== "allow") {
    promise(status === "none", "nothing is held unless the verdict allows it", said);
    return;
  }
  const pools = offeredPools(model, command).map((pool) => expectedPool(model, pool));
  const kept = pools.some(({ held }) => held > 0);
  const free = Math.max(...pools.map((pool) => pool.free));
  if (free > 0) {
    promise(status === "fewer_left" && left === free, "nobody hears sold out while a unit is free", said);
    return;
  }
  promise(status === "sold_out", "what is not free is not held", said);
  promise(final === !kept, "sold out is final only if no unit can come back", said);
  promise(final ? retryAfterMs === 0 : (retryAfterMs ?? 0) > 0, "whoever may come back is told when", said);
}

function expectRetry(model: ExpectedState, answer: CheckoutAnswer, visit: VisitTokenClaims | undefined): void {
  const said = () => JSON.stringify(answer);
  const isDue = visit !== undefined && visit.retries < RETRIES_MAX;
  promise(isDue === (answer.retryVisitToken !== undefined), "a live visit that held nothing may be retried", said);
  if (!isDue || answer.retryVisitToken === undefined) return;
  const retry: VisitTokenClaims = JSON.parse(answer.retryVisitToken);
  const isFresh = !model.mintedVisits.has(retry.jti) && !model.spentVisits.has(retry.jti);
  model.mintedVisits.add(retry.jti);
  const isNext = retry.retries === visit.retries + 1 && retry.start === visit.start;
  promise(isFresh && isNext, "a retry is a new visit with the old start", said);
}
