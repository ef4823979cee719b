import { VERDICTS, type Verdict } from "../../../src/domain/decision/decision.ts";
import { type Interval, shareInterval } from "../eval-model/interval.ts";
import type { Replayed } from "./replay.ts";

/** Purchases that the recording calls fraud, and the others. */
export type Labelled = { readonly fraud: number; readonly genuine: number };

export type ReasonCount = Labelled & {
  readonly code: string;
  /** The replay is far faster than the recording, and this reason measures time within the sale. */
  readonly madeByReplaySpeed: boolean;
};

/** How well a set of flagged purchases meets the label; bounds are 95 % intervals by Wilson. */
export type Quality = { readonly precision: Interval; readonly recall: Interval; readonly falsePositiveRate: Interval };

export type Outcome = {
  readonly purchases: Labelled;
  readonly failures: readonly string[];
  readonly verdicts: { readonly [verdict in Verdict]: Labelled };
  /** Reasons of what was not allowed, commonest first; one purchase may have several. */
  readonly reasons: readonly ReasonCount[];
  /** Not allowed for reasons of the replay's speed alone. */
  readonly flaggedBySpeedAlone: Labelled;
  readonly notAllowed: Quality;
  readonly deniedAlone: Quality;
};

/** Signals that say how much happened within a time of the sale: months of a recording pass in minutes here. */
const TIME_IN_SALE_SIGNALS = ["account.attempts_last_minute", "sale.open_ms"];

/** Counts what became of each purchase against the recording's label. */
export class OutcomeTally {
  readonly #verdicts = new Map<Verdict, Count>(VERDICTS.map((verdict) => [verdict, new Count()]));
  readonly #reasons = new Map<string, { readonly count: Count; readonly madeByReplaySpeed: boolean }>();
  readonly #bySpeedAlone = new Count();
  readonly #failures: string[] = [];

  add(replayed: Replayed): void {
    const { fraud } = replayed.purchase;
    if ("failure" in replayed) {
      this.#failures.push(replayed.failure);
      return;
    }
    const { verdict, reasons } = replayed.answer;
    this.#verdicts.get(verdict)?.add(fraud);
    if (verdict === "allow") return;
    // Every checkout of a recording comes without a visit, and none is refused for it.
    const deciding = reasons.filter(({ code }) => code !== "VISIT_MISSING");
    const bySpeed = deciding.map(({ evidence }) => TIME_IN_SALE_SIGNALS.some((name) => name in (evidence ?? {})));
    for (const [index, { code }] of deciding.entries()) {
      const known = this.#reasons.get(code) ?? { count: new Count(), madeByReplaySpeed: bySpeed[index] === true };
      known.count.add(fraud);
      this.#reasons.set(code, known);
    }
    if (bySpeed.length > 0 && bySpeed.every(Boolean)) this.#bySpeedAlone.add(fraud);
  }

  outcome(): Outcome {
    const labelled = (verdict: Verdict): Labelled => this.#verdicts.get(verdict)?.labelled() ?? NONE;
    const verdicts = {
      allow: labelled("allow"),
      challenge: labelled("challenge"),
      review: labelled("review"),
      deny: labelled("deny"),
    };
    const flagged = sum([verdicts.challenge, verdicts.review, verdicts.deny]);
    const purchases = sum([verdicts.allow, flagged]);
    return {
      purchases,
      failures: this.#failures,
      verdicts,
      reasons: [...this.#reasons]
        .map(([code, { count, madeByReplaySpeed }]) => ({ code, madeByReplaySpeed, ...count.labelled() }))
        .sort((a, b) => b.fraud + b.genuine - a.fraud - a.genuine),
      flaggedBySpeedAlone: this.#bySpeedAlone.labelled(),
      notAllowed: qualityOf(flagged, purchases),
      deniedAlone: qualityOf(verdicts.deny, purchases),
    };
  }
}

const NONE: Labelled = { fraud: 0, genuine: 0 };

class Count {
  #fraud = 0;
  #genuine = 0;

  add(fraud: boolean): void {
    if (fraud) this.#fraud += 1;
    else this.#genuine += 1;
  }

  labelled(): Labelled {
    return { fraud: this.#fraud, genuine: this.#genuine };
  }
}

function sum(parts: readonly Labelled[]): Labelled {
  return parts.reduce((a, b) => ({ fraud: a.fraud + b.fraud, genuine: a.genuine + b.genuine }), NONE);
}

function qualityOf(flagged: Labelled, all: Labelled): Quality {
  return {
    precision: shareInterval(flagged.fraud, flagged.fraud + flagged.genuine),
    recall: shareInterval(flagged.fraud, all.fraud),
    falsePositiveRate: shareInterval(flagged.genuine, all.genuine),
  };
}
