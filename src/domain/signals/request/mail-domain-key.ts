import type { RequestFacts, Signal } from "../signal.ts";

export const mailDomainKey: Signal<RequestFacts> = {
  name: "mail_domain.key",
  title: "Pseudonym of the mailbox's domain, where it is no public host of mailboxes",
  type: "string",
  unit: "pseudonym",
  privacy: "pseudonym",
  derive: ({ mailDomain }) => mailDomain,
};
