import type { AttemptRecord } from "../../../src/domain/decision/attempt-record.ts";
import type { RegisteredBuyer } from "../../../src/domain/sale/calling/calling.ts";
import type { VisitTokenClaims } from "../../../src/domain/tokens/visit-token.ts";
import type { Buyer } from "./buyer.ts";

/** What one buyer was answered, and the units that they paid for. */
export type Visit = {
  readonly buyer: Buyer;
  /** Where a sale is drawn, what its register knows of them. */
  readonly registered?: RegisteredBuyer | undefined;
  readonly records: AttemptRecord[];
  units: number;
  /** The challenge that they settled; it counts until a hold spends it. */
  challengeId?: string | undefined;
  /** They entered a code: their mailbox and telephone are verified from then on. */
  isVerified: boolean;
  /** With which they may try again; without one their browser begins another. */
  retry?: VisitTokenClaims | undefined;
  /** Of the tries that they have means for, the one that they are at. */
  tryAt: number;
};

/** What came of one side of a sale. */
export type SideOutcome = {
  readonly accounts: number;
  readonly attempts: number;
  readonly units: number;
  /** Accounts that ended without a unit after an answer that refused them, or a challenge that they did not settle. */
  readonly refused: number;
  /** Of those, the ones that nothing but the sale's own limits refused. */
  readonly refusedByLimits: number;
  /** Of those, the ones that were only challenged. */
  readonly unproved: number;
  /** Asked for a one-time code. */
  readonly challenged: number;
  /** Asked for a proof that the browser gives by itself. */
  readonly worked: number;
  /** Asked more than once, for whatever. */
  readonly askedAgain: number;
  /** Accounts that were asked to wait after unpaid holds. */
  readonly delayed: number;
  /** By reason, the accounts that it refused or challenged. */
  readonly reasons: { readonly [code: string]: number };
};

export type Outcome = {
  readonly units: number;
  readonly farm: SideOutcome;
  readonly people: SideOutcome;
  /** Share of all units that the farm paid for, and of its accounts among all. */
  readonly farmShare: number;
  readonly farmHeadShare: number;
  readonly refusedPeopleShare: number;
  readonly askedAgainPeopleShare: number;
};

export function outcomeOf(visits: readonly Visit[], units: number): Outcome {
  const farm = sideOf(visits.filter(({ buyer }) => buyer.side === "farm"));
  const people = sideOf(visits.filter(({ buyer }) => buyer.side === "person"));
  return {
    units,
    farm,
    people,
    farmShare: farm.units / units,
    farmHeadShare: farm.accounts / visits.length,
    refusedPeopleShare: people.refused / people.accounts,
    askedAgainPeopleShare: people.askedAgain / people.accounts,
  };
}

function sideOf(visits: readonly Visit[]): SideOutcome {
  const refused = visits.filter(({ units, records }) => units === 0 && records.some(isRefused));
  const unproved = visits.filter(
    ({ units, records }) => units === 0 && !records.some(isRefused) && records.slice(-1).some(isAsked),
  );
  const reasons: Record<string, number> = {};
  for (const { records } of visits) {
    const met = records.filter(({ decision }) => decision.verdict !== "allow");
    const codes = met.flatMap(({ decision }) => decision.reasons.filter(isJudgement).map(({ code }) => code));
    for (const code of new Set(codes)) reasons[code] = (reasons[code] ?? 0) + 1;
  }
  return {
    accounts: visits.length,
    attempts: visits.reduce((sum, { records }) => sum + records.length, 0),
    units: visits.reduce((sum, { units }) => sum + units, 0),
    refused: refused.length + unproved.length,
    unproved: unproved.length,
    refusedByLimits: refused.filter(({ records }) => records.filter(isRefused).every(isLimited)).length,
    challenged: visits.filter(({ records }) => records.some(isAskedForCode)).length,
    worked: visits.filter(({ records }) => records.some(isAskedForWork)).length,
    askedAgain: visits.filter(({ records }) => records.filter(isAsked).length > 1).length,
    delayed: visits.filter(({ records }) => records.some(({ buyer }) => buyer.next === "wait" && isLimit(buyer)))
      .length,
    reasons,
  };
}

/** Refused by the policy or by a limit; a buyer who is only asked to wait a little, or who they are, is not. */
export function isRefused(record: AttemptRecord): boolean {
  const { decision, buyer } = record;
  return (decision.verdict === "deny" || decision.verdict === "review") && buyer.next !== "wait" && !isAsked(record);
}

/** Asked for proof, with a challenge or with a refusal that proof may change. */
export function isAsked({ decision }: AttemptRecord): boolean {
  return decision.settledBy !== undefined;
}

export function isAskedForCode(record: AttemptRecord): boolean {
  return isAsked(record) && !isAskedForWork(record);
}

function isAskedForWork({ decision }: AttemptRecord): boolean {
  return decision.settledBy?.includes("proof_of_work") === true;
}

function isLimit({ code }: AttemptRecord["buyer"]): boolean {
  return code === "limit_reached";
}

function isLimited({ decision }: AttemptRecord): boolean {
  return decision.reasons.filter(isJudgement).some(({ code }) => code.startsWith("LIMIT_"));
}

/** What is merely noted of every checkout without a visit decides nothing here. */
function isJudgement({ code }: { readonly code: string }): boolean {
  return code !== "VISIT_MISSING";
}
