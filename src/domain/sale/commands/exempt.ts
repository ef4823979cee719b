import { EXEMPTION_TTL_MS } from "../../limits.ts";
import { err, ok, type Result } from "../../result.ts";
import type { SaleContext } from "../context.ts";
import { phaseOf } from "../record.ts";
import type { SaleRefusal } from "../refusal.ts";

/** A person of the staff has looked at a checkout in review and found nothing wrong with its account. */
export type ExemptCommand = {
  /** Pseudonym of the account. */
  readonly account: string;
  /** Names of rules, and `SCORE_EXEMPTION`. */
  readonly rules: readonly string[];
};

export type Exempted = { readonly expiresAtMs: number };

/**
 * Lets the next checkouts of an account skip rules for a while. It holds nothing and lifts no limit; a repeat renews it. A
 * sale that is closed sells to nobody, so there it is refused.
 */
export function exempt(
  { store, nowMs }: SaleContext,
  { account, rules }: ExemptCommand,
): Result<Exempted, SaleRefusal> {
  const sale = store.findSale();
  if (sale === undefined) return err({ kind: "sale-unknown" });
  const phase = phaseOf(sale, store.readStock(), nowMs);
  if (phase === "closed") {
    return err({ kind: "sale-not-open", phase, opensAtMs: sale.definition.opensAtMs, serverTimeMs: nowMs });
  }
  const expiresAtMs = nowMs + EXEMPTION_TTL_MS;
  for (const rule of rules) store.writeExemption(account, { rule, expiresAtMs });
  return ok({ expiresAtMs });
}
