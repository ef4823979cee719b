import type { Signals, SignalValue } from "../signals/signal.ts";
import type { AttemptRecord } from "./attempt-record.ts";
import type { BuyerAnswer } from "./buyer-message.ts";
import type { Decision, DecisionInput, Reason, RecordedScore, RuleResult } from "./decision.ts";

/** The number of a text that records repeat, kept once; undefined where no more texts are taken. */
export type IdOf = (text: string) => number | undefined;
/** The text of a number. */
export type TextOf = (id: number) => string;

/** A plain value as it is, or the number of its JSON text. */
type Word<T> = T | number;
/** Names by their numbers, in runs, and the value of each at the same place. */
type Named<Value> = readonly [ids: readonly number[], values: readonly Value[]];
type PackedEvidence = Named<SignalValue>;
type PackedReason = Reason | number | readonly [reason: number, ...PackedEvidence];
type Contribution = RecordedScore["contributions"][number];
type PackedContributions =
  | readonly Contribution[]
  | readonly [ids: readonly number[], values: readonly number[], contributions: readonly number[]];

/**
 * A record as rows keep it: what policy, model, catalogue and terms say again and again is a number in place of its text. What
 * lists and searches look at (ids, keys, verdict, allocation) stays where it is. A record that is not packed is one, too.
 */
export type PackedRecord = Omit<AttemptRecord, "input" | "decision" | "buyer"> & {
  readonly input: Omit<DecisionInput, "limits" | "acceptedPayments" | "signals" | "score"> & {
    readonly limits: Word<DecisionInput["limits"]>;
    readonly acceptedPayments: Word<DecisionInput["acceptedPayments"]>;
    readonly signals: Signals | Named<SignalValue>;
    readonly score?:
      | (Omit<RecordedScore, "contributions"> & { readonly contributions: PackedContributions })
      | undefined;
  };
  readonly decision: Omit<Decision, "reasons" | "rules"> & {
    readonly reasons: readonly PackedReason[];
    readonly rules: readonly Word<RuleResult>[];
  };
  readonly buyer: Word<BuyerAnswer>;
};

/** The record as a row keeps it. Its members keep their order, so that unpacking gives the same JSON text. */
export function packRecord(record: AttemptRecord, idOf: IdOf): PackedRecord {
  const { input, decision, buyer } = record;
  const { score } = input;
  const word = <T>(value: T): Word<T> => idOf(JSON.stringify(value)) ?? value;
  return {
    ...record,
    input: {
      ...input,
      limits: word(input.limits),
      acceptedPayments: word(input.acceptedPayments),
      signals: packNamed(input.signals, idOf) ?? input.signals,
      score: score && { ...score, contributions: packContributions(score.contributions, idOf) },
    },
    decision: {
      ...decision,
      reasons: decision.reasons.map((reason) => packReason(reason, idOf)),
      // A search for what matched finds each match as a number of its own.
      rules: packRuns(decision.rules.map(word), (at) => decision.rules[at]?.result === "match"),
    },
    buyer: word(buyer),
  };
}

/** The record as it was before it was packed, byte for byte where it becomes JSON. */
export function unpackRecord(packed: PackedRecord, textOf: TextOf): AttemptRecord {
  const { input, decision, buyer } = packed;
  const { score } = input;
  return {
    ...packed,
    input: {
      ...input,
      limits: unword(input.limits, textOf),
      acceptedPayments: unword(input.acceptedPayments, textOf),
      signals: isNamed(input.signals) ? unpackNamed(input.signals, textOf) : input.signals,
      score: score && { ...score, contributions: unpackContributions(score.contributions, textOf) },
    },
    decision: {
      ...decision,
      reasons: decision.reasons.map((reason) => unpackReason(reason, textOf)),
      rules: unpackRuns(decision.rules).map((rule) => unword(rule, textOf)),
    },
    buyer: unword(buyer, textOf),
  };
}

function unword<T extends object>(value: Word<T>, textOf: TextOf): T {
  return typeof value === "number" ? JSON.parse(textOf(value)) : value;
}

/**
 * Numbers that follow each other, as texts do that were first said in one record, as the first of them and the last one negated:
 * 4, 5, 6, 9 are 4, -6, 9.
 * @param isShown places whose number may not be within a run
 */
function packRuns<T>(words: readonly Word<T>[], isShown: (at: number) => boolean = () => false): Word<T>[] {
  const packed: Word<T>[] = [];
  let next: number | undefined;
  for (const [at, word] of words.entries()) {
    if (typeof word !== "number" || word !== next || isShown(at)) packed.push(word);
    else packed.splice(isRunEnd(packed.at(-1)) ? -1 : packed.length, 1, -word);
    next = typeof word === "number" ? word + 1 : undefined;
  }
  return packed;
}

function unpackRuns<T>(packed: readonly Word<T>[]): Word<T>[] {
  const words: Word<T>[] = [];
  for (const word of packed) {
    const last = words.at(-1);
    if (!isRunEnd(word) || typeof last !== "number") words.push(word);
    else for (let each = last + 1; each <= -word; each += 1) words.push(each);
  }
  return words;
}

function isRunEnd<T>(word: Word<T> | undefined): word is number {
  return typeof word === "number" && word < 0;
}

function idsOf(names: readonly string[], idOf: IdOf): readonly number[] | undefined {
  const ids = names.flatMap((name) => idOf(name) ?? []);
  return ids.length === names.length ? ids : undefined;
}

function packNamed(values: Signals, idOf: IdOf): Named<SignalValue> | undefined {
  const entries = Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
  const ids = idsOf(
    entries.map(({ name }) => name),
    idOf,
  );
  return ids && [packRuns(ids), entries.map(({ value }) => value)];
}

function isNamed(values: Signals | Named<SignalValue>): values is Named<SignalValue> {
  return Array.isArray(values);
}

function unpackNamed([ids, values]: Named<SignalValue>, textOf: TextOf): { [name: string]: SignalValue } {
  const named: { [name: string]: SignalValue } = {};
  for (const [at, id] of unpackRuns(ids).entries()) {
    const value = values[at];
    if (value !== undefined) named[textOf(id)] = value;
  }
  return named;
}

function packContributions(contributions: readonly Contribution[], idOf: IdOf): PackedContributions {
  const ids = idsOf(
    contributions.map(({ feature }) => feature),
    idOf,
  );
  if (ids === undefined || ids.length === 0) return contributions;
  return [
    packRuns(ids),
    contributions.map(({ value }) => value),
    contributions.map(({ contribution }) => contribution),
  ];
}

function unpackContributions(packed: PackedContributions, textOf: TextOf): readonly Contribution[] {
  if (!arePacked(packed)) return packed;
  const [ids, values, contributions] = packed;
  return unpackRuns(ids).flatMap((id, at) => {
    const [value, contribution] = [values[at], contributions[at]];
    return value === undefined || contribution === undefined ? [] : [{ feature: textOf(id), value, contribution }];
  });
}

function arePacked(packed: PackedContributions): packed is Exclude<PackedContributions, readonly Contribution[]> {
  return Array.isArray(packed[0]);
}

/** What rules say is the same each time. What a limit or the score says has figures in its words, and stays as it is. */
function packReason(reason: Reason, idOf: IdOf): PackedReason {
  const { evidence, ...said } = reason;
  if (said.rule === undefined && evidence !== undefined) return reason;
  const id = idOf(JSON.stringify(said));
  if (id === undefined || evidence === undefined) return id ?? reason;
  const packed = packNamed(evidence, idOf);
  return packed === undefined ? reason : [id, ...packed];
}

function unpackReason(packed: PackedReason, textOf: TextOf): Reason {
  if (typeof packed === "number") return JSON.parse(textOf(packed));
  if (!isPackedReason(packed)) return packed;
  const [id, ids, values] = packed;
  const said: Reason = JSON.parse(textOf(id));
  return { ...said, evidence: unpackNamed([ids, values], textOf) };
}

function isPackedReason(
  reason: Reason | readonly [number, ...PackedEvidence],
): reason is readonly [number, ...PackedEvidence] {
  return Array.isArray(reason);
}
