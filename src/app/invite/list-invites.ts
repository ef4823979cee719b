import { type InviteBranch, inviteTrees } from "../../domain/invite/invite-tree.ts";
import { INVITES_PER_PAGE } from "../../domain/limits.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { Problem } from "../../wire/problem.ts";
import type { Deps } from "../deps.ts";
import { callSale } from "../sale-call.ts";
import { callInvites } from "./inviting-sale.ts";

/** A page of the invites that a shop issued, each with its chain; `next` is the cursor of the page after it. */
export type InvitesPage = { readonly trees: readonly InviteBranch[]; readonly next?: string | undefined };

/** For staff: the chains of a sale's invites with what each branch bought. */
export async function listInvites(deps: Deps, saleId: string, cursor: string): Promise<Result<InvitesPage, Problem>> {
  const listed = await callInvites(deps, saleId, async (invites) => await invites.chainsAfter(cursor));
  if (!listed.ok) return listed;
  const accounts = listed.value.flatMap(({ usedBy }) => usedBy ?? []);
  const bought = await callSale(deps, saleId, async (sale) => await sale.bought(accounts));
  if (!bought.ok) return bought;
  const trees = inviteTrees(listed.value, (account) => bought.value.get(account) ?? 0);
  return ok({ trees, next: trees.length < INVITES_PER_PAGE ? undefined : trees.at(-1)?.invite.inviteId });
}
