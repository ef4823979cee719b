import {
  changePublication,
  type Person,
  type PublicationCommand,
  type PublicationRefusal,
} from "../publication/publication.ts";
import { err, ok, type Result } from "../result.ts";
import type { PolicyChangeEvent, ReplaySummary, SecondPersonNeed } from "./policy-event.ts";
import type { PolicyState } from "./policy-state.ts";

/** Back to the policy that was live before, or to any that was; behind the first published one is the shipped one. */
export type RollBackCommand = {
  readonly kind: "roll-back";
  readonly by: Person;
  readonly why: string;
  readonly to?: string | undefined;
};

type PolicyPublication = PublicationCommand<ReplaySummary>;

/** What staff may do to the policy. With `breakGlass` one person alone publishes what needs a second one. */
export type PolicyCommand =
  | Exclude<PolicyPublication, { kind: "publish" }>
  | (Extract<PolicyPublication, { kind: "publish" }> & { readonly breakGlass: boolean })
  | RollBackCommand;

export type PolicyRefusal =
  | PublicationRefusal
  | { readonly kind: "policy-never-live" }
  | { readonly kind: "nothing-to-roll-back" };

/** What a change of the policy depends on besides the history. */
export type ChangeTerms = {
  readonly nowMs: number;
  /** The policy of the bundle. */
  readonly shippedHash: string;
  /** Share of replayed decisions that one person may newly deny. */
  readonly newlyDeniedShareMax: number;
};

/**
 * Decides what comes of a command. A policy waits for a second person where its replay newly denies too many or where there
 * was nothing to replay.
 * @returns the event to append
 */
export function changePolicy(
  state: PolicyState,
  command: PolicyCommand,
  terms: ChangeTerms,
): Result<PolicyChangeEvent, PolicyRefusal> {
  if (command.kind === "roll-back") return rollBack(state, command, terms);
  const needsOf = (replay: ReplaySummary) => needsSecondPerson(replay, terms.newlyDeniedShareMax);
  const breaksGlass = command.kind === "publish" && command.breakGlass;
  const publication = { needsOf: breaksGlass ? () => [] : needsOf, nowMs: terms.nowMs };
  const changed = changePublication<ReplaySummary, SecondPersonNeed>(state, command, publication);
  if (!changed.ok) return changed;
  const event = changed.value;
  if (event.kind !== "published") return ok(event);
  return ok({ ...event, breakGlass: breaksGlass && needsOf(event.effect).length > 0 });
}

/** Going back needs nobody else: buyers met that policy before. */
function rollBack(
  { liveHash, formerHashes, onceLive }: PolicyState,
  { by, why, to }: RollBackCommand,
  { nowMs, shippedHash }: ChangeTerms,
): Result<PolicyChangeEvent, PolicyRefusal> {
  const former = formerHashes.length === 1 ? shippedHash : formerHashes.at(-1);
  const hash = to ?? former;
  if (hash === undefined) return err({ kind: "nothing-to-roll-back" });
  if (hash === liveHash) return err({ kind: "already-live" });
  if (hash !== shippedHash && !onceLive.has(hash)) return err({ kind: "policy-never-live" });
  const shipped = hash === shippedHash;
  return ok({ kind: "rolled-back", by, why, atMs: nowMs, hash, previous: liveHash, shipped });
}

/** Why one person is not enough to publish a policy of this replay; empty where one is. */
export function needsSecondPerson(replay: ReplaySummary, shareMax: number): SecondPersonNeed[] {
  if (replay === null || replay.decisions === 0) return ["no-replay"];
  return replay.newlyDeniedShare > shareMax ? ["denies-more"] : [];
}
