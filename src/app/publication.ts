import type { Changed, PublicationCommand } from "../domain/publication/publication.ts";
import type { Result } from "../domain/result.ts";
import type { StaffMember } from "../platform/callers/access.ts";
import type { Problem } from "../wire/problem.ts";

/** A version to publish: checked, and its effect measured against what is live. */
export type Candidate<Effect> = {
  readonly hash: string;
  readonly against: string;
  readonly effect: Effect;
  readonly text: string;
};

/**
 * Has the owner of one publishable thing decide a command and keep what comes of it.
 * @param text of the version to publish, kept before anything names it
 */
export type ChangePublication<Effect, Need> = (
  command: PublicationCommand<Effect>,
  text?: string,
) => Promise<Result<Changed<Effect, Need>, Problem>>;

/** Makes a version live, or proposes it where its effect needs a second person. */
export async function publish<Effect, Need>(
  change: ChangePublication<Effect, Need>,
  { sub, email }: StaffMember,
  { candidate, why }: { readonly candidate: Candidate<Effect>; readonly why: string },
): Promise<Result<Changed<Effect, Need>, Problem>> {
  const { text, ...measured } = candidate;
  return await change({ kind: "publish", by: { sub, email }, why, ...measured }, text);
}

export type ProposalDecision = {
  readonly kind: "approve" | "withdraw";
  readonly proposal: number;
  readonly why: string;
};

/** Approves a proposal as the second person, or withdraws it. */
export async function decideProposal<Effect, Need>(
  change: ChangePublication<Effect, Need>,
  { sub, email }: StaffMember,
  decision: ProposalDecision,
): Promise<Result<Changed<Effect, Need>, Problem>> {
  return await change({ ...decision, by: { sub, email } });
}
