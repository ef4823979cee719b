import type { IdentityKind } from "../../identity/identity.ts";
import { isNewAccount } from "../../identity/new-account.ts";
import type { CrowdFacts, HistoryFacts, MayLeadTo, Signal } from "../signal.ts";

type KeyKind = Exclude<IdentityKind, "account">;

/** What each kind of key is called in a title. */
const WORDS: { readonly [kind in KeyKind]: string } = {
  device: "this device",
  payment: "this payment instrument",
  email: "this mailbox",
  phone: "this phone number",
  household: "this household",
  building: "this building",
  near: "this nearly the same address",
};

const MAY_LEAD_TO: { readonly [kind in KeyKind]?: MayLeadTo } = {
  building: { consequences: ["weight"], because: "a building is hundreds of households" },
  near: {
    consequences: ["weight", "challenge", "review"],
    because: "nearly the same address is often another household",
  },
};

/** What other accounts of the sale did with one of the buyer's keys. */
export const KEY_HISTORY: readonly Signal<HistoryFacts>[] = [
  inSale("device"),
  against("device"),
  attempted("device"),
  inSale("payment"),
  against("payment"),
  attempted("payment"),
  inSale("email"),
  against("email"),
  attempted("email"),
  inSale("phone"),
  against("phone"),
  attempted("phone"),
  {
    name: "phone_range.other_accounts_attempted",
    title: "Other new accounts that tried with a phone number of the same hundred",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    evidence: "hearsay",
    crowd: { kind: "range", of: ({ values, ...facts }) => ifNew(facts, values.phoneRange) },
    derive: ({ crowd }) => crowd.range,
  },
  {
    name: "mail_domain.other_accounts_attempted",
    title: "Other new accounts that tried with other mailboxes of the same private domain",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    evidence: "hearsay",
    crowd: { kind: "domain", of: ({ values, ...facts }) => ifNew(facts, values.mailDomain) },
    // Several accounts on one mailbox are counted by the mailbox already. Accounts that are not new share the mailbox and not the
    // domain, so what is taken away is never too little.
    derive: ({ crowd, keys }) =>
      crowd.domain === undefined || keys.email === undefined
        ? undefined
        : Math.max(0, crowd.domain - keys.email.otherAccountsAttempted),
  },
  inSale("household"),
  against("household"),
  attempted("household"),
  inSale("building"),
  attempted("building"),
  inSale("near"),
  attempted("near"),
  units("device"),
  units("household"),
  units("payment"),
];

/** Not asked for old accounts, so that most checkouts keep one thing less. */
function ifNew({ checkout, nowMs }: Omit<CrowdFacts, "values">, shared: string | undefined): readonly string[] {
  return shared !== undefined && isNewAccount(checkout.account, nowMs) ? [shared] : [];
}

function inSale(kind: KeyKind): Signal<HistoryFacts> {
  return {
    name: `${kind}.other_accounts_in_sale`,
    title: `Other accounts that hold or bought units with ${WORDS[kind]}`,
    type: "number",
    unit: "count",
    privacy: "behaviour",
    mayLeadTo: MAY_LEAD_TO[kind],
    derive: ({ keys }) => keys[kind]?.otherAccountsInSale,
  };
}

function against(kind: KeyKind): Signal<HistoryFacts> {
  return {
    name: `${kind}.accounts_against`,
    title: `Other accounts in the sale with ${WORDS[kind]} that count against this buyer: all, or those that proved it, if the buyer does`,
    type: "number",
    unit: "count",
    privacy: "behaviour",
    mayLeadTo: MAY_LEAD_TO[kind],
    derive: ({ keys }) => keys[kind]?.accountsAgainst,
  };
}

function attempted(kind: KeyKind): Signal<HistoryFacts> {
  return {
    name: `${kind}.other_accounts_attempted`,
    title: `Other accounts that tried with ${WORDS[kind]}`,
    type: "number",
    unit: "count",
    privacy: "behaviour",
    mayLeadTo: MAY_LEAD_TO[kind],
    evidence: "hearsay",
    derive: ({ keys }) => keys[kind]?.otherAccountsAttempted,
  };
}

function units(kind: KeyKind): Signal<HistoryFacts> {
  return {
    name: `${kind}.units_in_sale`,
    title: `Units held or bought with ${WORDS[kind]}`,
    type: "number",
    unit: "count",
    privacy: "behaviour",
    derive: ({ keys }) => keys[kind]?.unitsInSale,
  };
}
