import type { Verdict } from "../../../src/domain/decision/decision.ts";
import type { ClientObservations } from "../../../src/domain/signals/client/observations.ts";
import type { Signals } from "../../../src/domain/signals/signal.ts";

/**
 * One line of a recording: a run of a driver through the demo checkout. The observations are what the browser SDK sent;
 * no content, no token and no pseudonym is kept.
 */
export type Recording = {
  readonly driver: string;
  readonly seed: number;
  readonly versions: { readonly chromium: string; readonly playwright: string };
  readonly observations: ClientObservations;
  /** What the running service made of it. */
  readonly decision: {
    readonly verdict: Verdict;
    readonly reasons: readonly string[];
    readonly modelVersion?: string | undefined;
    readonly score?: number | undefined;
    readonly signals: Signals;
  };
};
