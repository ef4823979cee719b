import type { Registration, SettledChallenge } from "../../../client/index.ts";

/** A code that a customer was sent, and is asked for. */
export type AskedProof = {
  readonly challengeId: string;
  readonly message: string;
  readonly code: string;
  readonly wrongCode: boolean;
};

/** A sale of the demo that is drawn, with what its customers registered and bought. */
export type DemoDraw = {
  readonly saleId: string;
  readonly closesAtMs: number;
  readonly registrations: Map<string, Registration>;
  readonly bought: Set<string>;
  /** Customers who were asked for a proof, and what they have proved. */
  readonly asked: Map<string, AskedProof>;
  readonly proved: Map<string, Pick<SettledChallenge, "challengeToken" | "retryVisitToken">>;
  /** Whether the invented buyers, among whom one is drawn, have registered. */
  hasOthers: boolean;
};

/** The sale of each product that runs at the moment, by the path of its page; the next one takes its place. */
export type DrawBook = Map<string, DemoDraw>;

export function createDrawBook(): DrawBook {
  return new Map();
}
