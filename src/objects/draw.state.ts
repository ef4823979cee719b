import type { DrawProgress } from "../domain/draw/next-step.ts";
import type { Charter, Commitment, StatementKind } from "../domain/draw/statements.ts";
import type { Person } from "../domain/publication/publication.ts";
import type { StartedRecord } from "../platform/records/public-records.ts";

/** How far the list of a draw has come. Each phase may be done again from where it was. */
export type Freezing =
  /** No register takes anybody any more. */
  | { readonly phase: "close" }
  | {
      readonly phase: "read";
      readonly shard: number;
      /** The last registration that was read of the shard. */
      readonly after: string;
      readonly pages: number;
      readonly count: number;
      readonly withdrawn: number;
    }
  /** One kind of what entries may share after another. */
  | Counted<{ readonly phase: "join"; readonly kind: number }>
  | Counted<{ readonly phase: "judge"; readonly page: number; readonly policyHash: string }>
  /** People decide what the policy leaves to them, while there is time. */
  | Counted<{ readonly phase: "review"; readonly policyHash: string }>
  | Counted<{ readonly phase: "sort"; readonly policyHash: string }>
  | Counted<{
      readonly phase: "write";
      readonly policyHash: string;
      /** Absent where the list is one part, or its record was not begun. */
      readonly upload?: StartedRecord | undefined;
      readonly etags: readonly string[];
    }>
  | Counted<{ readonly phase: "commit"; readonly policyHash: string }>;
/** `count` is that of the entries that were read, and from the sorting on of those that are in the list. */
type Counted<Phase> = Phase & { readonly count: number; readonly withdrawn: number };

/** How far the result of a draw has come to those whom it concerns. */
export type Telling =
  | { readonly phase: "order" }
  | { readonly phase: "open" }
  | { readonly phase: "registers"; readonly shard: number; readonly after: string }
  | { readonly phase: "sale" };

/** Who was called so far, by the published statements. */
export type CallingSoFar = {
  readonly eligible: number;
  readonly called: number;
  /** Places of the order that are above the line. */
  readonly passed: number;
  /** Where the opened seals are. */
  readonly openingsKey: string;
  /** The next range of the sale that no statement told yet. */
  readonly nextRange: number;
};

/** How far those are registered who were not called in the sale before. */
export type Carrying =
  /** For the draw of that sale to be over. */
  | { readonly phase: "wait"; readonly untilMs: number }
  | {
      readonly phase: "registers";
      readonly from: string;
      readonly shards: number;
      readonly shard: number;
      readonly after: string;
    }
  | { readonly phase: "done" };

/** How far what came of a draw was added to the weights of its campaign. */
export type Settling =
  | { readonly phase: "registers"; readonly shard: number; readonly after: string }
  | { readonly phase: "done" };

/** How far those have come who came after a fair window. */
export type Late = {
  /** Places that they have behind the list. */
  readonly placed: number;
  /** How long nobody was asked for the last time. */
  readonly restMs: number;
} & (
  | { readonly phase: "rest"; readonly untilMs: number }
  | {
      readonly phase: "collect";
      readonly shard: number;
      readonly after: string;
      /** Seconds before this moment are over at all registers that were asked. */
      readonly beforeMs: number;
      readonly isAny: boolean;
    }
  | { readonly phase: "place"; readonly beforeMs: number }
  | { readonly phase: "open" }
);

/** A redraw that is under way: two people of the staff ask for it, and a round that is out two minutes later decides. */
export type Redrawing =
  | { readonly phase: "asked"; readonly by: Person }
  | ({ readonly phase: "vacated" } & Vacated)
  | ({ readonly phase: "drawn"; readonly signature: string } & Vacated);
/** What the statement of a vacancy fixes. */
export type Vacated = {
  readonly round: number;
  /** Of its exact payload, in hexadecimal. */
  readonly vacancyHash: string;
  /** Units that it is for. */
  readonly count: number;
};

/** A redraw that was called, by its statement. */
export type Redrawn = {
  readonly round: number;
  readonly called: number;
  /** Where its opened seals are. */
  readonly openingsKey: string;
};

/** A draw as its object keeps it. */
export type DrawState = {
  readonly saleId: string;
  readonly progress: Pick<DrawProgress, "stage" | "round">;
  readonly charter?: { readonly hash: string; readonly body: Charter } | undefined;
  readonly freezing?: Freezing | undefined;
  readonly commitment?:
    | { readonly body: Commitment; readonly entriesKey: string; readonly tilesKey: string }
    | undefined;
  /** The randomness, in hexadecimal: a signature of the beacon, or the own secret of a fair window. */
  readonly beacon?: Randomness | undefined;
  readonly telling?: Telling | undefined;
  readonly calling?: CallingSoFar | undefined;
  /** Of a fair window, from when its places are called. */
  readonly late?: Late | undefined;
  readonly redrawing?: Redrawing | undefined;
  /** In the order in which they were drawn. */
  readonly redraws?: readonly Redrawn[] | undefined;
  /** The draw was over once: everybody was told, also those who are called by a redraw after that. */
  readonly ended?: true | undefined;
  /** From the opening of registration on. */
  readonly carrying?: Carrying | undefined;
  /** Of a campaign, from when nobody is called any more. */
  readonly settling?: Settling | undefined;
  /** The list was forgotten: it is needed for nothing any more. */
  readonly forgotten?: true | undefined;
};
export type Randomness =
  | { readonly round: number; readonly signature: string }
  | { readonly round: number; readonly ownSecret: string };

/** A statement that is signed and not known to be published yet, and the state once it is. */
export type PendingStatement = {
  readonly seq: number;
  readonly kind: StatementKind;
  readonly text: string;
  readonly madeAtMs: number;
  /** Not to be published any more from then on, unless it was. */
  readonly untilMs?: number | undefined;
  readonly next: DrawState;
};
