import { CONTACT_KINDS } from "../subject.ts";
import { defineDetector } from "./detector.ts";

/** A contact or payee of this seller is known from other cases. */
export const sharedContact = defineDetector({
  id: "shared-contact",
  title: "Other cases share a contact or payee",
  signs: CONTACT_KINDS,
  detect: ({ listing }) =>
    CONTACT_KINDS.flatMap((sign) => {
      const shared = (listing.sharedContacts ?? []).filter(({ kind, caseIds }) => kind === sign && caseIds.length > 0);
      const caseIds = new Set(shared.flatMap((contact) => contact.caseIds));
      return caseIds.size > 0 ? [{ sign, detail: `shared with ${[...caseIds].sort().join(", ")}` }] : [];
    }),
});
