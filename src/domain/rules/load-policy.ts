import type { Policy, ScoreThresholds } from "../decision/policy.ts";
import type { Ladder } from "../pressure/ladder.ts";
import { err, ok, type Result } from "../result.ts";
import { SIGNALS } from "../signals/catalogue.ts";
import type { Channel } from "../terms/channel.ts";
import type { SaleMode } from "../terms/definition.ts";
import type { Symbols } from "./condition/check-condition.ts";
import { compileCondition, type ListEntries } from "./condition/compile-condition.ts";
import { signalsRead } from "./condition/condition.ts";
import { parseCondition } from "./condition/parse-condition.ts";
import { type EvaluatedRule, evaluateRules } from "./evaluate-rules.ts";
import type { ListFile, ListKind } from "./list-file.ts";
import { type HashedPolicy, hashedPolicySchema } from "./policy-document.ts";
import type { PolicyFile } from "./policy-file.ts";
import { compileLadder } from "./pressure-ladder.ts";

/** A policy ready for use: conditions parsed and compiled once, lists indexed. One serves every checkout of an isolate. */
export type CompiledPolicy = {
  readonly document: HashedPolicy;
  /** Draft, shadow and live rules, in order of id. */
  readonly rules: readonly EvaluatedRule[];
  readonly ladder?: Ladder | undefined;
};

/** Turns the normalised form of a listed thing into the pseudonym that signals carry. */
export type Pseudonym = (kind: ListKind, value: string) => string;

/**
 * Loads a policy document (`dist/policy.json`) without touching YAML. The hash is taken as it stands: the caller that fetches a
 * document from elsewhere compares it with the SHA-256 of `policyText` first.
 * @returns the compiled policy, or one sentence for each reason why this is no policy that the checker let through
 */
export function loadPolicy(json: unknown, pseudonym: Pseudonym): Result<CompiledPolicy, readonly string[]> {
  const parsed = hashedPolicySchema.safeParse(json);
  if (!parsed.success) {
    return err(parsed.error.issues.map(({ path, message }) => `/${path.join("/")}: ${message}`));
  }
  const document = parsed.data;
  const lists = new Map(Object.entries(document.lists).map(([name, list]) => [name, indexEntries(list, pseudonym)]));
  const symbols: Symbols = { signals: SIGNALS, lists: new Set(lists.keys()) };
  const failures: string[] = [];
  const rules: EvaluatedRule[] = [];
  for (const { status, ...rule } of document.rules) {
    if (status === "retired") continue;
    const { condition, problems } = parseCondition(rule.when, symbols);
    failures.push(...problems.map(({ message }) => `${rule.id}: ${message}`));
    if (!condition) continue;
    rules.push({
      id: rule.id,
      status,
      then: typeof rule.then === "object" ? rule.then.weight : rule.then,
      reason: rule.reason,
      message: rule.message,
      buyer: rule.buyer,
      settledBy: rule.settledBy,
      signals: signalsRead(condition),
      evaluate: compileCondition(condition, lists),
    });
  }
  const { pressure } = document.policy;
  const ladder = pressure === undefined ? undefined : compileLadder(pressure, failures);
  return failures.length > 0 ? err(failures) : ok({ document, rules, ladder });
}

/**
 * The policy as it stands at one moment, as `decide` needs it: entries of lists that expired by then count no more.
 * Cheap enough to be made for each checkout.
 */
export function policyAt({ document, rules, ladder }: CompiledPolicy, nowMs: number): Policy {
  return {
    hash: document.hash,
    ladder,
    withoutScore: document.policy.withoutScore,
    findRule: (id) => rules.find((rule) => rule.id === id),
    evaluate: (signals) => evaluateRules(rules, signals, nowMs),
    thresholds: (channel, mode) => thresholdsFor(document.policy, channel, mode),
  };
}

/** The most specific row: one that names both, then the channel's, then the mode's, then the one that names neither. */
function thresholdsFor({ thresholds }: PolicyFile, channel: Channel, mode: SaleMode): ScoreThresholds {
  const row =
    thresholds.find((row) => row.channel === channel && row.mode === mode) ??
    thresholds.find((row) => row.channel === channel && row.mode === undefined) ??
    thresholds.find((row) => row.channel === undefined && row.mode === mode) ??
    thresholds.find((row) => row.channel === undefined && row.mode === undefined);
  return { challenge: probability(row?.challenge), review: probability(row?.review), deny: probability(row?.deny) };
}

function probability(threshold: number | "never" | undefined): number | undefined {
  return threshold === "never" ? undefined : threshold;
}

function indexEntries(list: ListFile, pseudonym: Pseudonym): ListEntries {
  return new Map(
    list.entries.map(({ value, key, expires }) => [
      value === undefined ? (key ?? "") : pseudonym(list.kind, value),
      Date.parse(expires),
    ]),
  );
}
