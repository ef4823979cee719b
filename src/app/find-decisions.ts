import type { PostalAddress } from "../domain/checkout.ts";
import type { AttemptRecord } from "../domain/decision/attempt-record.ts";
import type { FindKind } from "../domain/decision/find-kind.ts";
import { explainHousehold } from "../domain/identity/address/household.ts";
import { parseRecordId } from "../domain/ids.ts";
import { FOUND_ORDER_SALES_MAX } from "../domain/limits.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { listArchivedDecisions } from "../platform/decisions/decision-archive.ts";
import { type IndexedKind, pseudonymsInUse } from "../platform/decisions/decision-keys.ts";
import { listedSales } from "../platform/sales/sale-list.ts";
import { invalid, type Problem } from "../wire/problem.ts";
import { problemOf } from "../wire/problem-of.ts";
import type { Deps } from "./deps.ts";
import { isUnread, readIdentifier, unreadAs } from "./erase.ts";
import { callSale } from "./sale-call.ts";

/** What was typed. */
export type Sought =
  | { readonly kind: FindKind; readonly value: string }
  | { readonly kind: "address"; readonly address: PostalAddress };

/** Where it leads: to one page, or to a page of decisions, the latest first. */
export type Found =
  | { readonly at: "decision"; readonly decisionId: string }
  | { readonly at: "order"; readonly saleId: string; readonly orderId: string }
  | { readonly at: "list"; readonly records: readonly AttemptRecord[]; readonly nextCursor?: string | undefined };

/**
 * Finds checkouts by what a person can name. The text is turned into the keys of every shop and epoch, compared, and kept nowhere.
 * @param after cursor of the page before
 * @returns `request-invalid` where the text cannot be read as what it is said to be; `order-unknown` where no sale that was asked has
 *   the order: those are the latest `FOUND_ORDER_SALES_MAX`
 */
export async function findDecisions(deps: Deps, sought: Sought, after?: string): Promise<Result<Found, Problem>> {
  if (sought.kind === "decision") {
    const isOne = parseRecordId("dec", sought.value) !== undefined;
    return isOne
      ? ok({ at: "decision", decisionId: sought.value })
      : unreadable("/value", "must be an id such as dec_sale_01J…");
  }
  if (sought.kind === "order") return await findOrder(deps, sought.value);
  const key =
    sought.kind === "address"
      ? householdOf(sought.address)
      : readIdentifier({ kind: sought.kind, value: sought.value });
  if (!key.ok) return key;
  const pseudonyms = pseudonymsInUse(deps.config, undefined, key.value);
  const page = await listArchivedDecisions(deps.db, { keys: { kind: key.value.kind, pseudonyms }, after });
  if (page.records.length === 0 && isUnread(key.value)) return unreadAs("phone");
  return ok({ at: "list", ...page });
}

async function findOrder(deps: Deps, orderId: string): Promise<Result<Found, Problem>> {
  const opened = (await listedSales(deps.db)).filter(({ opensAtMs }) => opensAtMs <= deps.nowMs);
  const sales = opened.slice(0, FOUND_ORDER_SALES_MAX);
  const asked = await Promise.all(
    sales.map(async ({ saleId }) => ({
      saleId,
      answer: await callSale(deps, saleId, async (sale) => await sale.orderRecord("staff", orderId)),
    })),
  );
  const found = asked.find(({ answer }) => answer.ok && answer.value.ok);
  if (found !== undefined) return ok({ at: "order", saleId: found.saleId, orderId });
  // A sale that could not be asked may have it: to say that there is none would be untrue.
  for (const { answer } of asked) if (!answer.ok && answer.error.slug !== "sale-unknown") return answer;
  return err(problemOf({ kind: "order-unknown" }));
}

type Key = { readonly kind: IndexedKind; readonly value: string };

function householdOf(address: PostalAddress): Result<Key, Problem> {
  const { exact } = explainHousehold(address).keys;
  return exact === undefined
    ? unreadable("/lines", "names no door that could be found: give the number of the house, and the postal code")
    : ok({ kind: "household", value: exact });
}

function unreadable(pointer: string, detail: string): Result<never, Problem> {
  return err(invalid([{ pointer, detail }]));
}
