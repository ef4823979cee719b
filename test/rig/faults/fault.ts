import type { Needs } from "./needs.ts";

/** How hard the service is driven while it fails. */
export type Plan = {
  readonly clients: number;
  /** A client gives up on a call after this long and asks again. */
  readonly answerWithinMs: number;
};

/** What one round of a fault did. */
export type Outcome = {
  readonly holds: number;
  readonly sales: number;
  /** Answers by status, and under `none` the calls that got no answer or none in time. */
  readonly answers: { readonly [status: string]: number };
  /** What was promised and is not so, in words; none is the only good number. */
  readonly losses: readonly string[];
  /** What is worth knowing and breaks no promise. */
  readonly notes: readonly string[];
};

/** One way in which the surroundings of the service fail. The number is the one in `test/README.md`. */
export type Fault = {
  readonly id: string;
  readonly title: string;
  readonly needs: Needs;
  /** @param folder empty, for this round alone; removed afterwards */
  readonly run: (folder: string, plan: Plan) => Promise<Outcome>;
};
