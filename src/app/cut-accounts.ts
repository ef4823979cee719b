import { pairOf } from "../domain/identity/cluster/cut.ts";
import type { ClusterEvent } from "../domain/identity/cluster-event.ts";
import { newTokenId } from "../domain/ids.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { earlierEdges } from "../platform/buyers/buyer-edges.ts";
import { CUTS_IN_FORCE_MAX, type CutRefusal, findCut, recordCut } from "../platform/buyers/cluster-cuts.ts";
import { forgetLiveCutSeq } from "../platform/buyers/live-cuts.ts";
import type { StaffMember } from "../platform/callers/access.ts";
import type { Problem } from "../wire/problem.ts";
import { problemOf } from "../wire/problem-of.ts";
import type { Deps } from "./deps.ts";
import { callSale } from "./sale-call.ts";

/** Where staff saw two accounts, and why they say something of them. */
export type ClusterAct = { readonly saleId: string; readonly why: string };

/** Says that two accounts which stand together are different people. */
export async function cutAccounts(
  deps: Deps,
  staff: StaffMember,
  { saleId, why, ...accounts }: ClusterAct & { readonly account: string; readonly other: string },
): Promise<Result<undefined, Problem>> {
  const pair = pairOf(accounts.account, accounts.other);
  const seen = await callSale(deps, saleId, async (sale) => ({
    shop: (await sale.view())?.sale.shop,
    edges: (await sale.cluster(pair.account))?.edges ?? [],
  }));
  if (!seen.ok) return seen;
  const { shop } = seen.value;
  if (shop === undefined) return err(problemOf({ kind: "sale-unknown" }));
  const edges = [...seen.value.edges, ...(await earlierEdges(deps.db, [pair.account, pair.other]))];
  const edge = edges.find(({ account, other }) => {
    const { account: first, other: second } = pairOf(account, other);
    return first === pair.account && second === pair.other;
  });
  if (edge === undefined) {
    return err({
      slug: "cut-refused",
      detail: "The two accounts do not stand together any more. Nothing was changed.",
    });
  }
  const { sub, email } = staff;
  const { nowMs: atMs, random } = deps;
  const cutId = `cut_${newTokenId(atMs, random)}`;
  const event: ClusterEvent = { kind: "cut", cutId, shop, saleId, kinds: edge.kinds, by: { sub, email }, atMs, why };
  return await record(deps, saleId, pair, event);
}

/** Says that two accounts belong together after all. */
export async function joinAccounts(
  deps: Deps,
  staff: StaffMember,
  { saleId, why, cutId: taken }: ClusterAct & { readonly cutId: string },
): Promise<Result<undefined, Problem>> {
  const cut = await findCut(deps.db, taken);
  if (cut === undefined) return err({ slug: "not-found", detail: "No cut has this id." });
  const { shop, cutId, kinds } = cut.event;
  const { sub, email } = staff;
  const event: ClusterEvent = {
    kind: "joined",
    cutId,
    shop,
    saleId,
    kinds,
    by: { sub, email },
    atMs: deps.nowMs,
    why,
  };
  return await record(deps, saleId, cut, event);
}

/** Writes it down, then tells the sale that it was seen in; the others ask for it with their next checkout. */
async function record(
  deps: Deps,
  saleId: string,
  { account, other }: ReturnType<typeof pairOf>,
  event: ClusterEvent,
): Promise<Result<undefined, Problem>> {
  const recorded = await recordCut(deps.db, { account, other }, event);
  if (!recorded.ok) return err(cutProblem(recorded.error));
  forgetLiveCutSeq(deps.db);
  const told = await callSale(deps, saleId, async (sale) => await sale.syncCuts(recorded.value));
  return told.ok ? ok(undefined) : told;
}

function cutProblem({ kind }: CutRefusal): Problem {
  switch (kind) {
    case "cut-already":
      return { slug: "cut-refused", detail: "Somebody was quicker: this very thing was done already." };
    case "too-many-cuts":
      return {
        slug: "cut-refused",
        detail: `A shop may have ${CUTS_IN_FORCE_MAX} cuts in force. Take one back, or mend the rule that joins so many.`,
      };
    case "busy":
      return { slug: "overloaded", detail: "Others are cutting links just now. Try again.", retryAfterSeconds: 1 };
  }
}
