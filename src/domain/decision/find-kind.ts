import { IDENTIFIER_KINDS } from "../identity/identifier.ts";

/** What staff may look a checkout up by, as a person who asks about it names it. */
export const FIND_KINDS = ["decision", "order", ...IDENTIFIER_KINDS] as const;
export type FindKind = (typeof FIND_KINDS)[number];
