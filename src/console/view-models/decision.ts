import { roundToMillionth } from "../../domain/decision/decide.ts";
import type { Verdict } from "../../domain/decision/decision.ts";
import { probabilityOf } from "../../domain/scoring/log-odds.ts";
import { BASELINE } from "../../domain/scoring/score.ts";
import type { UsualRange } from "../../domain/scoring/usual-ranges.ts";
import { PRIVATE_TOKEN_SIGNAL } from "../../domain/signals/request/visit.ts";
import { hasBrowser } from "../../domain/terms/channel.ts";
import type { DecisionRecord } from "../decision-record.ts";
import { figureWords } from "../words/count.ts";
import { signalValueWords } from "../words/signal-value.ts";
import { type AllocationWords, allocationWords } from "./allocation-words.ts";
import { type ContributionRow, contributionRows } from "./contributions.ts";
import { type HistoryView, historyOf } from "./history.ts";
import { type ReasonRow, reasonRows } from "./reason-rows.ts";
import { type RuleResults, ruleResults } from "./rule-results.ts";
import { type SignalGroup, signalGroups } from "./signal-groups.ts";
import { verdictHeadline } from "./verdict-headline.ts";

export type DecisionPage = {
  readonly decisionId: string;
  readonly saleId: string;
  /** Pseudonym of the account. */
  readonly account: string;
  readonly verdict: Verdict;
  readonly headline: string;
  /** What the buyer was told, and nothing else of this page. */
  readonly buyerMessage: string;
  readonly atMs: number;
  readonly facts: readonly { readonly term: string; readonly detail: string }[];
  readonly reasons: readonly ReasonRow[];
  readonly signals: readonly SignalGroup[];
  readonly score?:
    | {
        readonly value: string;
        readonly risk?: string | undefined;
        readonly modelVersion: string;
        readonly rows: readonly ContributionRow[];
      }
    | undefined;
  /** What speaks against and for an allowed checkout, where no reason does. */
  readonly vouched?: string | undefined;
  /** What a model that is tried beside the live one said. */
  readonly shadowScore?: { readonly value: string; readonly modelVersion: string } | undefined;
  readonly history: HistoryView;
  readonly keys: readonly { readonly kind: string; readonly pseudonym: string }[];
  readonly rules: RuleResults;
  readonly allocation: AllocationWords;
  readonly policyHash: string;
  readonly raw: string;
};

export type DecisionPageInput = {
  readonly record: DecisionRecord;
  /** Values between which most honest checkouts lie, by signal, as the manifest of the model states them. */
  readonly usual: ReadonlyMap<string, UsualRange>;
};

/** Everything that the page of one decision shows, in the order in which an analyst asks for it. */
export function decisionPage({ record, usual }: DecisionPageInput): DecisionPage {
  const { score } = record;
  return {
    decisionId: record.decisionId,
    saleId: record.saleId,
    account: String(record.keys.account),
    verdict: record.verdict,
    headline: verdictHeadline(record),
    buyerMessage: record.buyer.message,
    atMs: Date.parse(record.at),
    facts: [
      { term: "Shop", detail: record.shop },
      { term: "Sale", detail: record.saleId },
      { term: "Channel", detail: record.channel },
      { term: "Quantity", detail: String(record.quantity) },
      { term: "Payment", detail: record.paymentMethod },
    ],
    reasons: reasonRows(record.reasons),
    signals: signalGroups(record.signals, usual),
    score: score && {
      value: figureWords(score.value),
      risk: record.risk === undefined || record.risk === score.value ? undefined : figureWords(record.risk),
      modelVersion: score.modelVersion,
      rows: contributionRows(score.contributions),
    },
    vouched: vouchedWords(record),
    shadowScore: record.shadowScore && {
      value: figureWords(record.shadowScore.value),
      modelVersion: record.shadowScore.modelVersion,
    },
    history: historyOf(record),
    keys: Object.entries(record.keys).flatMap(([kind, value]) =>
      [value].flat().map((pseudonym) => ({ kind, pseudonym })),
    ),
    rules: ruleResults(record.rules),
    allocation: allocationWords(record),
    policyHash: record.policyHash,
    raw: JSON.stringify(record, null, 2),
  };
}

/** Whether the model and the weights of matching rules made the risk more than that of a checkout of which nothing was observed. */
function leansAgainst({ score, risk }: DecisionRecord): boolean {
  if (score === undefined) return false;
  const baseline = score.contributions.find(({ feature }) => feature === BASELINE);
  const start = baseline === undefined ? score.value : roundToMillionth(probabilityOf(baseline.contribution));
  return (risk ?? score.value) > start;
}

function againstWords(record: DecisionRecord): string {
  const named = record.signals["coherence.named"];
  const leans = leansAgainst(record);
  if (typeof named === "string") {
    const though = `though ${signalValueWords("coherence.named", named)}`;
    return leans
      ? `The risk leans against this checkout and did not decide, ${though}`
      : `No rule that counts speaks against this browser, ${though}`;
  }
  return leans ? "The risk leans against this checkout and did not decide" : "Nothing speaks against this browser";
}

/**
 * What a browser shows can be forged, so that a low score speaks for nobody: only what costs something does.
 * @returns undefined where something speaks against the checkout, or where no browser was there
 */
function vouchedWords(record: DecisionRecord): string | undefined {
  const { verdict, reasons, channel, signals, challengeSettled } = record;
  if (verdict !== "allow" || reasons.length > 0 || !hasBrowser(channel)) return undefined;
  const paid = signals["standing.reasons"];
  const forIt = [
    ...(typeof paid === "string" ? [`orders that were paid in earlier sales (${paid.replaceAll(" ", ", ")})`] : []),
    ...(signals["attestation.passed"] === true ? ["the verdict of its maker on the device, by the shop's word"] : []),
    ...(signals[PRIVATE_TOKEN_SIGNAL] === true ? ["a token by which a maker vouches for the device"] : []),
    ...(challengeSettled ? ["a challenge that was settled"] : []),
  ];
  const against = againstWords(record);
  return `${against}, and ${forIt.length === 0 ? "nothing speaks for it" : `for the buyer speaks ${forIt.join(" and ")}`}.`;
}
