import type { Registration, SettledChallenge } from "../../../client/index.ts";

/** A code that a customer was sent, and is asked for. */
export type AskedProof = {
  readonly challengeId: string;
  readonly message: string;
  readonly code: string;
  readonly wrongCode: boolean;
};

/** What a settled challenge is worth to the next press. */
export type Proof = Pick<SettledChallenge, "challengeToken" | "retryVisitToken">;

/** A sale of the demo that is drawn, with what its customers registered and bought. */
export type DemoDraw = {
  readonly saleId: string;
  readonly closesAtMs: number;
  readonly registrations: Map<string, Registration>;
  readonly bought: Set<string>;
  /** Customers who were asked for a proof, and what they have proved. */
  readonly asked: Map<string, AskedProof>;
  readonly proved: Map<string, Proof>;
  /** Whether the invented buyers, among whom one is drawn, have registered. */
  hasOthers: boolean;
};

/** The sale of each product that runs at the moment, by the path of its page; the next one takes its place. */
export type DrawBook = Map<string, DemoDraw>;

export function createDrawBook(): DrawBook {
  return new Map();
}
