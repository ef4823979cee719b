import { err, ok, type Result } from "../result.ts";
import type { Stock } from "../stock/stock.ts";
import type { Grants } from "../tokens/allow-token.ts";
import type { DrawnPlace, RegisteredBuyer } from "./calling/calling.ts";
import { placeInForce, turnStatusOf } from "./calling/turn-status.ts";
import type { SaleContext } from "./context.ts";
import { phaseOf, type SaleRecord } from "./record.ts";
import type { SaleRefusal } from "./refusal.ts";

/** What a sale knows of a checkout that it lets in. Only this makes grants, so nothing else can come into a signed token. */
export type Admission = {
  readonly grants: Grants;
  /** The place in whose turn it comes, where the sale calls. */
  readonly turn?: DrawnPlace | undefined;
};

/**
 * Whether a checkout may be decided now, by the sale's terms and state alone. Without further terms everybody may come.
 * @param account its pseudonym
 * @param registered the account's registration, as its register says; never what a request says
 */
export function admit(
  context: Pick<SaleContext, "store" | "nowMs">,
  { sale, stock }: { readonly sale: SaleRecord; readonly stock: Stock },
  { account, registered }: { readonly account: string; readonly registered?: RegisteredBuyer | undefined },
): Result<Admission, SaleRefusal> {
  const { nowMs } = context;
  const phase = phaseOf(sale, stock, nowMs);
  if (phase !== "open" && phase !== "sold_out") {
    return err({ kind: "sale-not-open", phase, opensAtMs: sale.definition.opensAtMs, serverTimeMs: nowMs });
  }
  const { registration, draw, test } = sale.definition;
  const mark = test === undefined ? {} : { test };
  if (registration === undefined) return ok({ grants: mark });
  if (registered === undefined) return err({ kind: "registration-required", registration, serverTimeMs: nowMs });
  const { registrationId, invite } = registered;
  const grants = {
    ...mark,
    registration: registrationId,
    ...(invite === undefined ? {} : { invite: invite.inviteId }),
  };
  if (draw === undefined) return ok({ grants });
  const turn = admitInTurn(context, { sale, stock }, { account, place: registered.place });
  return turn.ok ? ok({ grants, turn: turn.value }) : turn;
}

/** Whose turn runs may come, and has a unit. A place buys once, whichever account comes by it. */
function admitInTurn(
  { store, nowMs }: Pick<SaleContext, "store" | "nowMs">,
  { sale, stock }: { readonly sale: SaleRecord; readonly stock: Stock },
  { account, place: drawn }: { readonly account: string; readonly place: DrawnPlace | undefined },
): Result<DrawnPlace, SaleRefusal> {
  const { place, turn } = placeInForce(store, drawn);
  const standing = turnStatusOf({ sale, stock, calling: store.findCalling(), place, turn, nowMs });
  if (standing.kind === "waiting" || place === undefined) {
    const { kind: _, ...waiting } = standing;
    return err({ kind: "not-your-turn", serverTimeMs: nowMs, ...waiting });
  }
  if (standing.kind === "over") return err({ kind: "turn-over", because: "ended" });
  const isOthers = standing.state !== "open" && store.findHold(turn?.holdId ?? "")?.account !== account;
  return isOthers ? err({ kind: "turn-over", because: "shared" }) : ok(place);
}
