import type { PolicyEvent, ReplaySummary, SecondPersonNeed } from "../../domain/policy/policy-event.ts";
import { endedProposals, type PolicyOverview, type PolicyProposal } from "../../domain/policy/policy-state.ts";
import type { PolicyDocument } from "../../domain/rules/policy-document.ts";
import { type ActivitySpan, type RuleActivity, TREND_PARTS } from "../../domain/rules/rule-activity.ts";
import { packOf, type RuleFile, type RuleStatus } from "../../domain/rules/rule-file.ts";
import { share } from "../charts/share.ts";
import { countOf, countWords, figureWords } from "../words/count.ts";

export type RuleListRow = {
  readonly id: string;
  readonly title: string;
  readonly then: string;
  readonly hits: number;
  /** Of the hits, those that were allowed. */
  readonly allowed: number;
  /** Hits in equal stretches of the time of the latest decisions. */
  readonly trend: readonly number[];
  /** Share of labelled hits that were abuse; undefined without labels. */
  readonly precision?: number | undefined;
};

/** One change of the policy, and the proposals of other policies that it ended. */
export type RulesHistoryRow = {
  readonly seq: number;
  readonly event: PolicyEvent;
  readonly ended: readonly number[];
};

/** Which rules are shown, and in which order, as it stands in the address. */
export type RulesFilter = {
  readonly pack?: string | undefined;
  readonly order: RulesOrder;
};
export const RULES_ORDERS = ["id", "hits"] as const;
export type RulesOrder = (typeof RULES_ORDERS)[number];

export type RulesView = {
  readonly filter: RulesFilter;
  /** Packs that can be chosen, with what each is about. */
  readonly packs: readonly { readonly name: string; readonly about: string }[];
  readonly liveHash: string;
  readonly title: string;
  /** What made the live policy live; absent for the one that came with the service. */
  readonly since?: { readonly atMs: number; readonly email: string } | undefined;
  readonly groups: readonly { readonly status: RuleStatus; readonly rules: readonly RuleListRow[] }[];
  readonly proposals: readonly PolicyProposal[];
  /** Latest first. */
  readonly history: readonly RulesHistoryRow[];
  readonly mayRollBack: boolean;
  readonly span: ActivitySpan;
};

/** Why a second person must agree, to go on after "because". */
export const NEED_WORDS: { readonly [need in SecondPersonNeed]: string } = {
  "no-replay": "there was no recorded decision to replay",
  "denies-more": "its replay newly denies more than one person may",
};

const SHOWN: readonly RuleStatus[] = ["live", "shadow", "draft"];

/** The page of the live policy: its rules that are not retired, with what they did among the latest decisions. */
export function rulesPageView(
  document: PolicyDocument,
  overview: PolicyOverview,
  { activity, span }: { readonly activity: ReadonlyMap<string, RuleActivity>; readonly span: ActivitySpan },
  filter: RulesFilter = { order: "id" },
): RulesView {
  const rows = (status: RuleStatus) =>
    document.rules
      .filter((rule) => rule.status === status && (filter.pack === undefined || packOf(rule.id) === filter.pack))
      .map((rule) => rowOf(rule, activity.get(rule.id)));
  const ended = endedProposals(overview.history, overview.shippedHash);
  return {
    filter,
    packs: Object.entries(document.policy.packs).map(([name, about]) => ({ name, about })),
    liveHash: overview.liveHash,
    title: document.policy.title,
    since: liveSince(overview),
    groups: SHOWN.map((status) => ({
      status,
      rules: filter.order === "hits" ? rows(status).sort((a, b) => b.hits - a.hits) : rows(status),
    })),
    proposals: overview.proposals,
    history: overview.history.map(({ seq, body }) => ({ seq, event: body, ended: ended.get(seq) ?? [] })).reverse(),
    mayRollBack: overview.history.length > 0,
    span,
  };
}

function liveSince({ history }: PolicyOverview): RulesView["since"] {
  const last = history.findLast(({ body }) => body.kind === "published" || body.kind === "rolled-back")?.body;
  if (last === undefined || (last.kind === "rolled-back" && last.shipped)) return undefined;
  return { atMs: last.atMs, email: last.by.email };
}

function rowOf({ id, title, then }: RuleFile, activity: RuleActivity | undefined): RuleListRow {
  const labelled = (activity?.abuse ?? 0) + (activity?.genuine ?? 0);
  return {
    id,
    title,
    then: thenWords(then),
    hits: activity?.hits ?? 0,
    allowed: activity?.allowed ?? 0,
    trend: activity?.trend ?? new Array<number>(TREND_PARTS).fill(0),
    precision: labelled === 0 ? undefined : (activity?.abuse ?? 0) / labelled,
  };
}

/** What a match does, in a word or two. */
export function thenWords(then: RuleFile["then"]): string {
  if (typeof then === "string") return then;
  return `weight ${then.weight < 0 ? "−" : "+"}${figureWords(Math.abs(then.weight))}`;
}

/** What happened, as a sentence without its subject. */
export function eventWords(event: PolicyEvent): string {
  switch (event.kind) {
    case "proposed":
      return "proposed a policy";
    case "published":
      if (event.breakGlass) return "published alone, breaking glass";
      return event.approval === null ? "published" : `published, agreed by ${event.approval.by.email}`;
    case "withdrawn":
      return `withdrew proposal ${event.proposal}`;
    case "rolled-back":
      return "rolled back";
    case "redacted":
      return `erased a person from an earlier version (${event.lists.map(({ list }) => list).join(", ")})`;
  }
}

/** What became of proposals that waited while another policy went live. */
export function endedWords(proposals: readonly number[]): string {
  const named = proposals.length === 1 ? `proposal ${proposals[0]}` : `proposals ${proposals.join(", ")}`;
  return `Ended ${named}: replayed against a policy that is live no more.`;
}

/** The replay of an event in a sentence. */
export function replayWords(replay: ReplaySummary): string {
  if (replay === null) return "No recorded decision was replayed.";
  const { decisions, newlyDenied, newlyDeniedShare, noLongerDenied } = replay;
  const denied = `${countWords(newlyDenied)} are newly denied (${share(newlyDeniedShare, 1)})`;
  return `Of ${countOf(decisions, "decision", "decisions")} ${denied}, ${countWords(noLongerDenied)} no longer.`;
}
