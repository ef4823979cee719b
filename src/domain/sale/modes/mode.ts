import type { SaleDefinition } from "../../terms/definition.ts";

/** What a mode asks of the terms of its sales. */
export type TermRequirement = {
  /** The term that a shop has to change, as a JSON Pointer (RFC 6901) into its request. */
  readonly pointer: `/${string}`;
  /** What is asked, in words that follow the term's name. */
  readonly detail: string;
  readonly isMet: (definition: SaleDefinition) => boolean;
};

export type Mode = { readonly requires: readonly TermRequirement[] };

/** Why a sale cannot be sold by its terms. */
export type TermsRefusal =
  | { readonly kind: "mode-not-supported"; readonly mode: string; readonly supported: readonly string[] }
  | { readonly kind: "terms-refused"; readonly problems: readonly Pick<TermRequirement, "pointer" | "detail">[] };
