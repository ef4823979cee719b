import { decide } from "../decision/decide.ts";
import type { Decision, DecisionInput } from "../decision/decision.ts";
import type { Policy } from "../decision/policy.ts";
import type { ExclusionClass } from "../draw/statements.ts";
import { deriveSignals, HISTORY_SIGNALS } from "../signals/catalogue.ts";
import type { HistoryFacts, KeyHistory } from "../signals/signal.ts";
import type { SaleDefinition } from "../terms/definition.ts";
import { type RegistrationEvidence, SHARED_KINDS } from "./evidence.ts";

/** By what sharers are counted: what entries share, and nearly the same address beside it. */
export const SHARER_KINDS = [...SHARED_KINDS, "near"] as const;
export type SharerKind = (typeof SHARER_KINDS)[number];

/** What an entry shares with the whole population. */
export type Sharers = {
  /** How many other entries name the same, by kind. */
  readonly others: { readonly [kind in SharerKind]?: number | undefined };
  /** How many entries its household, device or payer has, itself included. */
  readonly group: number;
};

/** Whose rules these are, by the folder that they stand in. */
const CLASS_OF_PACK: { readonly [pack: string]: ExclusionClass } = {
  automation: "automation",
  timing: "automation",
  population: "automation",
  account: "identity",
  channel: "identity",
  cluster: "identity",
  household: "identity",
  identity: "identity",
  payment: "identity",
};
/** What the score and the visit say, beside rules. */
const CLASS_OF_CODE: { readonly [code: string]: ExclusionClass } = {
  RISK_HIGH: "automation",
  SCORE_UNAVAILABLE: "automation",
};

/** What speaks against a registration. */
export type RegistrationJudgement = {
  readonly verdict: "deny" | "review";
  /** As what it is excluded: at once where it is denied, and by a person of the staff where it waits for one. */
  readonly exclusion: ExclusionClass;
  /** Codes of the reasons; the first weighs most. */
  readonly because: readonly string[];
};

/**
 * Judges a registration by the live policy, with all that the whole population shows. What a checkout would be denied for is
 * excluded, and what would wait for a person waits for one until the list is fixed. Whoever would be asked for a proof is eligible:
 * nobody is excluded for what nobody asked of them, and the checkout of who is called asks then. Sharing alone refuses nobody here,
 * since households share.
 * @returns undefined where nothing speaks against it
 */
export function judgeRegistration(
  policy: Policy,
  definition: SaleDefinition,
  evidence: RegistrationEvidence,
  sharers: Sharers,
): RegistrationJudgement | undefined {
  const decision = decide(policy, inputOf(definition, evidence, sharers));
  const { verdict, reasons } = decision;
  if (verdict !== "deny" && verdict !== "review") return undefined;
  return { verdict, exclusion: classOf(decision), because: reasons.map(({ code }) => code) };
}

function inputOf(definition: SaleDefinition, evidence: RegistrationEvidence, sharers: Sharers): DecisionInput {
  // A visit that another registration brought too speaks for neither.
  const isOwnVisit = (sharers.others.visit ?? 0) === 0;
  const scored = (isOwnVisit ? evidence.withVisit?.scored : undefined) ?? evidence.withoutVisit;
  return {
    channel: evidence.channel,
    mode: definition.mode,
    paymentMethod: evidence.paymentMethod,
    quantity: 1,
    limits: definition.limits,
    acceptedPayments: definition.acceptedPayments,
    clientSignals: definition.clientSignals,
    claimed: { account: 0 },
    signals: { ...scored.signals, ...deriveSignals(HISTORY_SIGNALS, historyOf(definition, evidence, sharers)) },
    ...(Number.isFinite(scored.score?.logit) ? { score: scored.score } : {}),
    challengeSettled: false,
    exemptRules: [],
  };
}

function historyOf(
  { mode, clientSignals }: SaleDefinition,
  { keys }: RegistrationEvidence,
  { others, group }: Sharers,
): HistoryFacts {
  const counted = { ...others, email: others.namedEmail, phone: others.namedPhone };
  const histories: { [kind: string]: KeyHistory } = {};
  for (const kind of ["device", "payment", "email", "phone", "household", "building", "near"] as const) {
    if (keys[kind] === undefined) continue;
    histories[kind] = {
      otherAccountsInSale: 0,
      otherAccountsAttempted: counted[kind] ?? 0,
      unitsInSale: 0,
      accountsAgainst: 0,
      unitsAgainst: 0,
    };
  }
  return {
    sale: { mode, clientSignals, openMs: 0 },
    visit: {},
    account: { attemptsInSale: 0, attemptsLastMinute: 0, unitsInSale: 0, unpaidHolds: 0 },
    keys: histories,
    own: { unpaidHolds: 0 },
    cluster: { size: 1, unitsInSale: 0, paidHolds: 0, unpaidHolds: 0, otherAccountsAttempted: group - 1 },
    crowd: {},
    population: {},
  };
}

function classOf({ reasons: [first] }: Decision): ExclusionClass {
  if (first === undefined) return "eligibility";
  const [pack = ""] = first.rule?.split(".") ?? [];
  return CLASS_OF_PACK[pack] ?? CLASS_OF_CODE[first.code] ?? "eligibility";
}
