/** Who acts on a sale: a shop, for which only its own sales exist, or the staff of the deployment. */
export type Party = { readonly shop: string } | "staff";

/** A partner, which sees and hands over the orders that are collected there, of whatever shop. */
export type PartnerParty = { readonly partner: string };

export function mayTouch(party: Party, owner: string): boolean {
  return party === "staff" || party.shop === owner;
}
