import type { HistoryFacts, Signal } from "../signal.ts";

export const mailDomainOtherAccountsAttempted: Signal<HistoryFacts> = {
  name: "mail_domain.other_accounts_attempted",
  title: "Other new accounts that tried with other mailboxes of the same private domain",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ mailDomainAttempts }) => mailDomainAttempts,
};
