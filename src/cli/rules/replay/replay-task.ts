import type { Pepper } from "../../../domain/identity/pseudonym.ts";
import type { HashedPolicy } from "../../../domain/rules/policy-document.ts";
import type { ReplayTally } from "../../../domain/rules/replay/replay-tally.ts";

/** What every worker of a replay knows. */
export type ReplaySetup = {
  readonly before?: HashedPolicy | undefined;
  readonly after: HashedPolicy;
  readonly peppers: readonly Pepper[];
};

/** What a worker made of one block of lines. */
export type ReplayTask = {
  readonly tally: ReplayTally;
  readonly lines: number;
  /** Lines that are no decision, counted from the start of the block. */
  readonly unread: readonly { readonly line: number; readonly why: string }[];
};
