import type * as z from "zod";
import { clueValue } from "../../domain/clue-value.ts";
import { parseRecordId } from "../../domain/ids.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { StaffMember } from "../../platform/callers/access.ts";
import { type Clue, everyClueKey } from "../../platform/decisions/clue-keys.ts";
import { findDeliveries } from "../../platform/decisions/deliveries.ts";
import { listedSales } from "../../platform/sales/sale-list.ts";
import { invalid, type Problem } from "../../wire/problem.ts";
import { reasonRefusal } from "../domain/case/apply-command.ts";
import { sellerValues } from "../domain/case/seller-identity.ts";
import { caseIdentities, dropIdentity, keepIdentity } from "../store/case-identities.ts";
import { findCase } from "../store/case-store.ts";
import {
  type CasePurchase,
  casePurchases,
  dropPurchase,
  keepPurchases,
  type TracedPurchase,
} from "../store/purchases.ts";
import { sellerKeys } from "../store/seller-keys.ts";
import { caseProblem } from "../wire/case.ts";
import type { CaseLinksView, clueBody, identityBody, PurchaseView } from "../wire/case-link.ts";
import { noteInFile } from "./case-file-note.ts";
import type { ResellerDeps } from "./deps.ts";

/** A unit that was bought: the decision that sold it, and the pseudonym of the account. */
export type Bought = Pick<TracedPurchase, "decisionId" | "account">;

/** What resellers ask the sale for: who bought, by what a listing may show. */
export type PurchaseSource = {
  byDecision(decisionId: string): Promise<Bought | undefined>;
  byHold(saleId: string, holdId: string): Promise<Result<Bought | undefined, Problem>>;
  byOrder(saleId: string, orderId: string): Promise<Result<readonly Bought[], Problem>>;
};

type TracingDeps = ResellerDeps & { readonly purchases: PurchaseSource };

/** What a case leads to: the purchases that fed the shop, and what its seller would be known by at a checkout. */
export async function caseLinks(db: D1Database, caseId: string): Promise<CaseLinksView> {
  const [purchases, identities] = await Promise.all([casePurchases(db, caseId), caseIdentities(db, caseId)]);
  return { purchases: purchases.map(purchaseView), identities };
}

function purchaseView({ decisionId, clue, account, linkedAccounts, tracedAtMs }: CasePurchase): PurchaseView {
  const saleId = parseRecordId("dec", decisionId)?.saleId ?? "";
  return {
    decisionId,
    saleId,
    clue,
    account,
    linkedAccounts: [...linkedAccounts],
    tracedAt: new Date(tracedAtMs).toISOString(),
  };
}

/**
 * Looks up a number that a listing shows: whoever bought it becomes part of the case. The number is not kept; that somebody
 * asked, and how much came of it, goes into the history.
 */
export async function traceClue(
  deps: TracingDeps,
  staff: StaffMember,
  { caseId, clue }: { readonly caseId: string; readonly clue: z.infer<typeof clueBody> },
): Promise<Result<CaseLinksView, Problem>> {
  if ((await findCase(deps.db, caseId)) === undefined) return err(caseProblem({ kind: "case-unknown" }));
  const bought = await purchasesBy(deps, clue);
  if (!bought.ok) return bought;
  const entry = { kind: "traced", clue: clue.kind, found: bought.value.length } as const;
  const noted = await noteInFile(deps, staff, caseId, entry);
  if (!noted.ok) return noted;
  const tracedAtMs = deps.nowMs;
  const purchases = bought.value.map((each) => ({ ...each, clue: clue.kind, tracedAtMs }));
  await keepPurchases(deps.db, caseId, purchases);
  return ok(await caseLinks(deps.db, caseId));
}

async function purchasesBy(
  deps: TracingDeps,
  { kind, value }: z.infer<typeof clueBody>,
): Promise<Result<Bought[], Problem>> {
  if (kind === "hold") return await boughtByHold(deps, value.trim());
  const written = clueValue(kind, value);
  if (written === undefined) return err(invalid([{ pointer: "/value", detail: "is too short to be such a number" }]));
  const delivered = await boughtByDelivery(deps, { kind, value: written });
  if (kind === "serial") return ok(delivered);
  const redeemed = await boughtByOrder(deps, written);
  if (!redeemed.ok) return redeemed;
  return ok([...new Map([...delivered, ...redeemed.value].map((each) => [each.decisionId, each])).values()]);
}

/** By what shops said they delivered. */
async function boughtByDelivery(deps: TracingDeps, clue: Clue): Promise<Bought[]> {
  const decisionIds = await findDeliveries(deps.db, everyClueKey(deps.config, clue));
  const found = await Promise.all(decisionIds.map((decisionId) => deps.purchases.byDecision(decisionId)));
  return found.filter((bought) => bought !== undefined);
}

/** Sales that are asked for an order: each one looks through all of its holds. */
const SALES_ASKED_MAX = 40;

/** By the orders under which tokens were redeemed, in the latest sales. */
async function boughtByOrder(deps: TracingDeps, orderId: string): Promise<Result<Bought[], Problem>> {
  const sales = (await listedSales(deps.db)).slice(0, SALES_ASKED_MAX);
  const asked = await Promise.all(sales.map(({ saleId }) => deps.purchases.byOrder(saleId, orderId)));
  const bought: Bought[] = [];
  for (const ofSale of asked) {
    if (!ofSale.ok) return ofSale;
    bought.push(...ofSale.value);
  }
  return ok(bought);
}

async function boughtByHold(deps: TracingDeps, holdId: string): Promise<Result<Bought[], Problem>> {
  const saleId = parseRecordId("hold", holdId)?.saleId;
  if (saleId === undefined) return err(invalid([{ pointer: "/value", detail: "is no number of a hold" }]));
  const bought = await deps.purchases.byHold(saleId, holdId);
  if (!bought.ok) return bought;
  return ok(bought.value === undefined ? [] : [bought.value]);
}

/**
 * Says who the seller of a case is. Of phone, address and payment only keys are kept, the ones that its checkouts would
 * have; they count in rules once two people have confirmed the case. What reports say never becomes a key here, or
 * anybody could have a neighbour's checkouts reviewed.
 */
export async function identifySeller(
  deps: ResellerDeps,
  staff: StaffMember,
  { caseId, seller }: { readonly caseId: string; readonly seller: z.infer<typeof identityBody> },
): Promise<Result<CaseLinksView, Problem>> {
  const { reason, ...identity } = seller;
  const refused = reasonRefusal(reason);
  if (refused !== undefined) return err(caseProblem(refused));
  const { values, unreadable } = sellerValues(identity);
  if (unreadable.length > 0) {
    return err(invalid(unreadable.map((kind) => ({ pointer: `/${kind}`, detail: "cannot be read as one" }))));
  }
  const kinds = values.map(({ kind }) => kind);
  const noted = await noteInFile(deps, staff, caseId, { kind: "identified", kinds, reason: reason.trim() });
  if (!noted.ok) return noted;
  await keepIdentity(deps.db, caseId, sellerKeys(deps.config, values), deps.nowMs);
  return ok(await caseLinks(deps.db, caseId));
}

/** A purchase of a case, or what its seller is known by. */
export type CaseLink = { readonly decisionId: string } | { readonly kind: string };

/**
 * Takes back a purchase, or what the seller was known by: whoever was named wrongly leaves the case at once, and the lists of
 * rules with their next publication.
 */
export async function unlink(
  deps: ResellerDeps,
  staff: StaffMember,
  { caseId, link, reason }: { readonly caseId: string; readonly link: CaseLink; readonly reason: string },
): Promise<Result<CaseLinksView, Problem>> {
  const refused = reasonRefusal(reason);
  if (refused !== undefined) return err(caseProblem(refused));
  const { purchases, identities } = await caseLinks(deps.db, caseId);
  const purchase = purchases.find(({ decisionId }) => "decisionId" in link && decisionId === link.decisionId);
  const identity = identities.find(({ kind }) => "kind" in link && kind === link.kind);
  const what = purchase === undefined ? identity?.kind : "purchase";
  if (what === undefined) return err({ slug: "link-unknown", detail: "The case has no such link." });
  const noted = await noteInFile(deps, staff, caseId, { kind: "unlinked", what, reason: reason.trim() });
  if (!noted.ok) return noted;
  if (identity !== undefined) await dropIdentity(deps.db, caseId, identity.kind);
  if (purchase !== undefined) await dropPurchase(deps.db, caseId, purchase.decisionId);
  return ok(await caseLinks(deps.db, caseId));
}
