import { err, ok, type Result } from "../result.ts";
import type { Stock } from "../stock/stock.ts";
import type { Grants } from "../tokens/allow-token.ts";
import type { RegisteredBuyer } from "./calling/calling.ts";
import { phaseOf, type SaleRecord } from "./record.ts";
import type { SaleRefusal } from "./refusal.ts";

/** What a sale knows of a checkout that it lets in. Only this makes grants, so nothing else can come into a signed token. */
export type Admission = { readonly grants: Grants };

/**
 * Whether a checkout may be decided now, by the sale's terms and state alone. Without further terms everybody may come.
 * @param registered the account's registration, as its register says; never what a request says
 */
export function admit(
  sale: SaleRecord,
  stock: Stock,
  registered: RegisteredBuyer | undefined,
  nowMs: number,
): Result<Admission, SaleRefusal> {
  const phase = phaseOf(sale, stock, nowMs);
  if (phase !== "open" && phase !== "sold_out") {
    return err({ kind: "sale-not-open", phase, opensAtMs: sale.definition.opensAtMs, serverTimeMs: nowMs });
  }
  const { registration } = sale.definition;
  if (registration === undefined) return ok({ grants: {} });
  if (registered === undefined) return err({ kind: "registration-required", registration, serverTimeMs: nowMs });
  return ok({ grants: { registration: registered.registrationId } });
}
