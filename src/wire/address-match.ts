import * as z from "zod";
import { ADDRESS_MATCHES } from "../domain/identity/address/same-door.ts";

export const addressMatch = z.enum(ADDRESS_MATCHES).meta({
  description:
    "How the order's address is the one of the checkout, where the sale is locked to it: another spelling of the household (`exact`), one whose numbers are all the same (`near`), or not said (`absent`).",
});
