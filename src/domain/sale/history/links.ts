import { IDENTITY_KINDS, type IdentityKeys } from "../../identity/identity.ts";

/** What a checkout shares with others that came alike, as the Worker found it: a kind of crowd, and a pseudonym in it. */
export type CrowdLink = { readonly kind: string; readonly pseudonym: string };

/** The key under which a sale remembers one pseudonym of one kind. */
export function link(kind: string, pseudonym: string): string {
  return `${kind}:${pseudonym}`;
}

/** Links of everything by which a checkout may be known beside its account, in the order of the identity kinds. */
export function linksOf(keys: IdentityKeys): string[] {
  return IDENTITY_KINDS.flatMap((kind) => {
    const pseudonyms = keys[kind];
    if (kind === "account" || pseudonyms === undefined) return [];
    return typeof pseudonyms === "string"
      ? [link(kind, pseudonyms)]
      : pseudonyms.map((pseudonym) => link(kind, pseudonym));
  });
}
