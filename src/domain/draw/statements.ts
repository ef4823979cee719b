import type { EntryStatus } from "./seal.ts";

/** Version of every byte of a draw; a change of any of them is another version. */
export const DRAW_SPEC = "firsthand-draw/v1";

/** Reasons for which a policy may exclude, as classes: the only form in which they are ever counted in public. */
export const EXCLUSION_CLASSES = ["automation", "identity", "eligibility"] as const;
export type ExclusionClass = (typeof EXCLUSION_CLASSES)[number];

/** What is signed before anybody registers. Times are RFC 3339 in UTC; hashes are lower-case hexadecimal. */
export type Charter = {
  readonly spec: typeof DRAW_SPEC;
  readonly sale: string;
  readonly title: string;
  readonly sku: string;
  readonly units: number;
  readonly price: { readonly amountMinor: number; readonly currency: string };
  readonly registration: { readonly opensAt: string; readonly closesAt: string };
  readonly limits: {
    readonly perAccount: number;
    readonly perDevice: number;
    readonly perHousehold: number;
    readonly perPayment: number;
  };
  readonly drawAt: string;
  readonly beacon: {
    readonly chain: string;
    readonly publicKey: string;
    readonly genesis: number;
    readonly period: number;
    readonly round: number;
  };
  readonly leadSeconds: number;
  readonly weightMax: number;
  readonly turnSeconds: number;
  readonly policyHash: string;
  readonly excludedFor: readonly ExclusionClass[];
  /** Hash of the secret that a fair window falls back on where the beacon is late. */
  readonly ownSecretHash?: string;
  readonly keptDays: number;
};

/** The list, fixed before the moment whose randomness decides. */
export type Commitment = {
  readonly charter: string;
  readonly n: number;
  readonly root: string;
  readonly eligible: number;
  readonly shared: number;
  readonly excluded: { readonly [kind in ExclusionClass]: number };
  readonly withdrawn: number;
  /** How many entries have each weight. */
  readonly weights: { readonly [weight: string]: number };
  readonly reasonsHash: string;
  readonly policyHash: string;
  readonly modelVersion: string;
  readonly round: number;
  readonly frozenAt: string;
};

/** Another round, because the list was not there in time, or because the beacon has not come for a day. */
export type Postponement = {
  readonly from: number;
  readonly round: number;
  readonly because: "list-late" | "beacon-late";
};

/** The randomness. `ownSecret` in place of a signature: that of a fair window whose beacon did not come. */
export type BeaconBody =
  | { readonly round: number; readonly signature: string }
  | { readonly round: number; readonly ownSecret: string };

/** How far the order was called: everybody whose key is at most `cutoff` was called or passed over. */
export type DrawResult = {
  readonly round: number;
  readonly cutoff: string;
  readonly called: number;
  readonly skippedAboveLine: number;
};

/** The next of the published order, for turns that ended unused or were given up. */
export type CallingWave = {
  readonly vacancies: { readonly unpaid: number; readonly declined: number };
  readonly cutoff: string;
  readonly called: number;
};

/** Units that the operator took from buyers who had been called; only a later round says who is called for them. */
export type Vacancy = {
  readonly count: number;
  readonly entries: readonly string[];
  readonly staff: readonly string[];
};

export type StatementBodies = {
  readonly charter: Charter;
  readonly commitment: Commitment;
  readonly postponed: Postponement;
  readonly void: { readonly reason: string };
  readonly beacon: BeaconBody;
  readonly result: DrawResult;
  readonly wave: CallingWave;
  readonly vacancy: Vacancy;
  readonly redraw: DrawResult;
};
export type StatementKind = keyof StatementBodies;

/** What the first statement of a sale follows. */
export const STATEMENTS_START = "0".repeat(64);

/** The exact payload of a statement: what its signature and, for a charter and a vacancy, its hash are of. */
export function statementPayload<Kind extends StatementKind>(statement: {
  readonly issuer: string;
  readonly madeAtMs: number;
  readonly kind: Kind;
  readonly saleId: string;
  readonly seq: number;
  /** Hash of the compact JWS text of the statement before, in hexadecimal; `STATEMENTS_START` for the first. */
  readonly previous: string;
  readonly body: StatementBodies[Kind];
}): string {
  return JSON.stringify({
    iss: statement.issuer,
    iat: Math.floor(statement.madeAtMs / 1000),
    kind: statement.kind,
    sale: statement.saleId,
    seq: statement.seq,
    prev: statement.previous,
    body: statement.body,
  });
}

/** The totals of a population that a commitment states. */
export type Totals = { readonly [status in EntryStatus]: number };
