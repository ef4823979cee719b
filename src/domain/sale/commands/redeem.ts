import { type AddressMatch, compareDoors, type DoorKeys } from "../../identity/address/same-door.ts";
import { recordHoldEnd } from "../../identity/cluster/surroundings.ts";
import { err, ok, type Result } from "../../result.ts";
import { applyToLedger } from "../../stock/ledger.ts";
import type { Hold } from "../../stock/stock.ts";
import type { SaleContext } from "../context.ts";
import { link } from "../history/links.ts";
import { linksPaid } from "../history/proofs.ts";
import type { SaleRefusal } from "../refusal.ts";
import { tellHold } from "../tell-hold.ts";
import { refusalOf } from "./ledger-refusal.ts";

/** A genuine allow token that a shop brings to turn its hold into a sale. The Worker has checked form, signature and shop. */
export type RedeemCommand = {
  readonly shop: string;
  readonly holdId: string;
  readonly orderId: string;
  /** Where the order goes, if the shop says it: pseudonyms of the address. */
  readonly address?: DoorKeys | undefined;
  /** Thumbprint of the key that signed the holder's proof over this token and order; absent without a valid proof. */
  readonly proofKey?: string | undefined;
  /** A proof was sent, whether or not it was valid. */
  readonly proofSent: boolean;
};

export type Redeemed = {
  readonly status: "sold";
  readonly saleId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly holdId: string;
  readonly orderId: string;
  readonly soldAt: string;
  /** How the order's address is the one of the checkout; absent where the sale does not look. */
  readonly addressMatch?: AddressMatch | undefined;
};

/**
 * Turns a hold into a sale and so spends its token, in one step. Refused in this order: spent, released, expired, address
 * changed, proof rejected; a refusal consumes nothing.
 */
export function redeem(context: SaleContext, command: RedeemCommand): Result<Redeemed, SaleRefusal> {
  const { store, nowMs } = context;
  const sale = store.findSale();
  const hold = store.findHold(command.holdId);
  if (sale === undefined || sale.shop !== command.shop || hold === undefined) return err({ kind: "token-rejected" });

  const moved = applyToLedger(store.readStock(), { kind: "redeem", hold, orderId: command.orderId }, nowMs);
  if (!moved.ok) return err(refusalOf(moved.error));
  const { definition } = sale;
  const addressMatch = definition.addressLocked ? matchOf(hold, command.address) : undefined;
  if (addressMatch === "changed") return err({ kind: "address-changed" });
  const proved = command.proofKey !== undefined && command.proofKey === hold.holderKey;
  if ((definition.holderProof === "required" || command.proofSent) && !proved) return err({ kind: "proof-rejected" });

  store.writeStock(moved.value.stock);
  if (moved.value.hold !== undefined) store.writeHold({ ...moved.value.hold, addressMatch });
  tellHold(context, "hold.sold", { ...hold, orderId: command.orderId });
  if (hold.turn !== undefined) store.writeTurn({ ...hold.turn, state: "sold", holdId: hold.holdId });
  store.proveClaims({ account: hold.account, links: linksPaid(hold.links, definition.addressLocked) });
  recordHoldEnd(store, hold, { paid: true, nowMs });
  return ok({
    status: "sold",
    saleId: sale.saleId,
    sku: definition.sku,
    quantity: hold.quantity,
    holdId: hold.holdId,
    orderId: command.orderId,
    soldAt: new Date(nowMs).toISOString(),
    ...(addressMatch === undefined ? {} : { addressMatch }),
  });
}

const NEAR = link("near", "");

/** What the hold was claimed under, against the address of the order. */
function matchOf({ household, links }: Hold, sent: DoorKeys | undefined): AddressMatch | "changed" {
  if (sent === undefined) return "absent";
  const near = links.filter((each) => each.startsWith(NEAR));
  // A Worker of the release before sends no near keys.
  const sentNear = (sent.near ?? []).map((pseudonym) => link("near", pseudonym));
  return compareDoors({ household, near }, { household: sent.household, near: sentNear }) ?? "changed";
}
