/** Who acts on a sale: a shop, for which only its own sales exist, or the staff of the deployment. */
export type Party = { readonly shop: string } | "staff";

export function mayTouch(party: Party, owner: string): boolean {
  return party === "staff" || party.shop === owner;
}
