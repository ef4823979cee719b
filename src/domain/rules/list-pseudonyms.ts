import { type Pepper, pseudonymsFor } from "../identity/pseudonym.ts";
import type { Pseudonym } from "./load-policy.ts";

/** The pseudonyms of listed things in one shop. Lists name addresses by their exact household; the other kinds are called alike. */
export function listPseudonyms(shop: string, pepper: Pepper): Pseudonym {
  const pseudonym = pseudonymsFor(shop, pepper);
  return (kind, value) => pseudonym(kind === "address" ? "household" : kind, value);
}
