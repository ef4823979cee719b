import type { Checkout } from "../checkout.ts";
import type { IdentityFacts, IdentityKeys, IdentityKind, IdentityValues } from "../identity/identity.ts";
import type { PressureLevel } from "../pressure/level.ts";
import type { SaleMode } from "../terms/definition.ts";
import type { ClientReading } from "./client/reading.ts";
import type { BrowserClaim, EdgeFacts, SignedAgent } from "./edge/edge-facts.ts";

/** An observed fact about one checkout. Absent signals are left out of the record: they match no rule and feed the model's "absent" branch. */
export type SignalValue = boolean | number | string;
export type Signals = { readonly [name: string]: SignalValue };
export type SignalType = "bool" | "number" | "string";

/**
 * What kind of personal data a signal is, which decides who may see it and how long it lives.
 * `none`: says nothing of a person. `attribute`: coarse property shared by many. `behaviour`: how a person acted.
 * `pseudonym`: a keyed hash that links one person's checkouts.
 */
export type PrivacyClass = "none" | "attribute" | "behaviour" | "pseudonym";

/** How the visit token of a checkout was judged. */
export const VISIT_STATES = ["ok", "missing", "expired", "replayed", "invalid"] as const;
export type VisitState = (typeof VISIT_STATES)[number];

/** How many visits of a sale the networks of one visit began, itself included. Of networks that began few, nothing is said. */
export type BegunVisits = {
  /** All that were begun in the sale. */
  readonly total: number;
  /** At the same address, of IPv6 in the same /64. */
  readonly network?: number | undefined;
  /** In the same /24 of IPv4 or /48 of IPv6. */
  readonly block?: number | undefined;
};

export type VisitFacts = {
  readonly state: VisitState;
  /**
   * Server-measured time from visit to checkout, clamped at zero; only where the state is `ok`. The sale counts from its
   * opening at the earliest.
   */
  readonly elapsedMs?: number | undefined;
  /** Number of retries behind this visit, 0 for the first try. */
  readonly retries?: number | undefined;
  /** The network address differs between visit and checkout. Common on mobile networks: a signal, never a denial. */
  readonly addressChanged?: boolean | undefined;
  /** A private token was shown for it; the sale takes that back where another visit was begun with the same one. */
  readonly privateToken?: boolean | undefined;
  /** Visits that its networks have begun, where they could be asked for. */
  readonly begun?: BegunVisits | undefined;
};

/** How the browser came, as the edge saw it. */
export type BrowserFacts = {
  /** At the browser's own checkout; at its visit where its shop calls. */
  readonly seen?: EdgeFacts | undefined;
  /** What the browser calls itself at its checkout, by its own words or by those that its shop passes on. */
  readonly atCheckout?: BrowserClaim | undefined;
  /** Names of what it contradicts itself in; absent where nothing could be compared. */
  readonly contradictions?: readonly string[] | undefined;
  /** Who signed the checkout, or else the visit. */
  readonly agent?: SignedAgent | undefined;
  /** Cloudflare's, of the browser's own checkout and where the plan has it. It is kept out of visits, which the browser can read. */
  readonly botScore?: number | undefined;
};

/** What the Worker knows of a checkout before the Sale object is asked. */
export type RequestFacts = {
  readonly checkout: Checkout;
  readonly identity: IdentityFacts;
  readonly keys: IdentityKeys;
  /** Pseudonym of the domain of the mailbox, where it is not a public mail provider's. */
  readonly mailDomain?: string | undefined;
  readonly visit: VisitFacts;
  readonly client: ClientReading;
  /** Absent where no browser came. */
  readonly edge?: BrowserFacts | undefined;
  readonly nowMs: number;
};

/** What a sale remembers about one pseudonym, the asking account left out of the counts of others. */
export type KeyHistory = {
  /** Other accounts with held or sold units under this key. */
  readonly otherAccountsInSale: number;
  /** Other accounts that attempted a checkout under this key; anybody can raise it by naming a victim's key. */
  readonly otherAccountsAttempted: number;
  /** Held and sold units under this key, all accounts. */
  readonly unitsInSale: number;
  /** Of the other accounts with units those that count against this buyer: all, or where it shows that the key is its, who showed it too. */
  readonly accountsAgainst: number;
  /** Of the units those of these accounts, and the asking account's own; and what counts from earlier sales of the campaign. */
  readonly unitsAgainst: number;
};

/**
 * Ways in which accounts of a sale come alike: without a visit, with a visit and neither keys nor pointer nor touch, with one
 * cadence, by a visit from one network address, or from one small block of addresses.
 */
export const COHORT_KINDS = ["direct", "silent", "cadence", "network", "neighbourhood"] as const;
export type CohortKind = (typeof COHORT_KINDS)[number];

/** Accounts of a sale that came alike, the asking one left out. Each counts once, at its first checkout. */
export type CohortFacts = {
  readonly otherAccounts: number;
  /** Other accounts by a browser or an app that did not come so. */
  readonly accountsApart: number;
  /** Of all accounts that came by a browser or an app. */
  readonly share: number;
  /** Deviation over mean of the times between their first checkouts; absent where there are few. */
  readonly intervalSpread?: number | undefined;
};

/** How hard a sale is pressed: the level that decisions go by, and the measures as signals. */
export type PressureFacts = {
  readonly level: PressureLevel;
  /** Staff hold it there. */
  readonly pinned: boolean;
  readonly measured: Signals;
};

/** What the Sale object knows at the moment of the attempt, before this attempt is counted. */
export type HistoryFacts = {
  readonly sale: {
    readonly mode: SaleMode;
    readonly clientSignals: "required" | "optional";
    /** Time since the sale's opening. */
    readonly openMs: number;
  };
  /** Of the registration's invite; absent where none was needed. */
  readonly invite?: { readonly isRevoked: boolean } | undefined;
  readonly visit: {
    /** How long before the opening the visit began; absent for one that began in the open sale. */
    readonly beforeOpeningMs?: number | undefined;
  };
  readonly account: {
    readonly attemptsInSale: number;
    readonly attemptsLastMinute: number;
    readonly unitsInSale: number;
    /** Holds of this account that ended without payment. */
    readonly unpaidHolds: number;
  };
  readonly keys: { readonly [kind in Exclude<IdentityKind, "account">]?: KeyHistory | undefined };
  /** Of the account itself, or of whoever proved the browser's key, mailbox or telephone that it proves: whichever let more go. */
  readonly own: {
    /** Holds that ended without payment. */
    readonly unpaidHolds: number;
    /** Since the last of those ended; absent where there is none. */
    readonly sinceUnpaidMs?: number | undefined;
  };
  /** The accounts that belong together with the asking one, itself included. */
  readonly cluster: {
    /** Accounts that held or bought, joined by what they did it with; the asking account counts whether it did or not. */
    readonly size: number;
    /** Units that they hold or bought. */
    readonly unitsInSale: number;
    readonly paidHolds: number;
    /** Holds that ended without payment. */
    readonly unpaidHolds: number;
    /** Since the last of those ended; absent where there is none. */
    readonly sinceUnpaidMs?: number | undefined;
    /** Other accounts joined by mere attempts; anybody can raise it by naming what a victim has. */
    readonly otherAccountsAttempted: number;
    /** Between the creation of the oldest and the newest of those accounts; absent where fewer than two are known. */
    readonly ageSpreadHours?: number | undefined;
  };
  /**
   * Other accounts that came alike, by the kind of their crowd; absent where the checkout is of no crowd of that kind. Of
   * several crowds of one kind the largest counts, so that no account is counted twice.
   */
  readonly crowd: { readonly [kind: string]: number | undefined };
  /** How many other accounts of the sale came like this one. */
  readonly population: { readonly [kind in CohortKind]?: CohortFacts | undefined };
  /** Units held so far for pick-up at the partner of this order; absent where it is delivered. */
  readonly unitsAtPartner?: number | undefined;
  /** The counter at which a clerk places this order; absent where no clerk does. */
  readonly counter?:
    | {
        /** Other accounts that were booked for there in this sale. */
        readonly otherAccounts: number;
        /** Different telephones that it was booked with, this order's included. */
        readonly phones: number;
      }
    | undefined;
  /** Absent of registrations, which press for nothing. */
  readonly pressure?: PressureFacts | undefined;
};

/** What the Worker knows of a checkout when it looks for crowds. Personal data: only pseudonyms of what a crowd reads leave it. */
export type CrowdFacts = Pick<RequestFacts, "checkout" | "client" | "nowMs"> & { readonly values: IdentityValues };

/**
 * Accounts that came alike, whatever they hold: the Worker makes pseudonyms of what they share, and the sale counts the accounts
 * under each for `HistoryFacts.crowd`.
 */
export type Crowd = {
  /** Names the crowd's links; never change it while sales are on. */
  readonly kind: string;
  /** Texts that are equal for accounts that came alike; none where the checkout shows nothing of that kind. */
  readonly of: (facts: CrowdFacts) => readonly string[];
};

/** What a rule does with a checkout: a weight moves the score, the others are verdicts. */
export type Consequence = "weight" | "challenge" | "review" | "deny" | "allow";

/** All that a rule may do which reads the signal, whatever else it reads, and why no more. */
export type MayLeadTo = { readonly consequences: readonly Consequence[]; readonly because: string };

/** One signal: everything that is known about it stands here and nowhere else. */
export type Signal<Facts> = {
  readonly name: string;
  readonly title: string;
  readonly type: SignalType;
  /** Of a number: `ms`, `hours`, `count`, `ratio`; of a string: the values it may take, or `text`. */
  readonly unit: string;
  readonly privacy: PrivacyClass;
  /** Anything where it is left out. */
  readonly mayLeadTo?: MayLeadTo | undefined;
  /**
   * What it says against a buyer; where it is left out, something. `hearsay`: strangers can raise it, by naming what a
   * victim has, so that a rule which denies needs more. `circumstance`: where and how the order is placed, so nothing.
   */
  readonly evidence?: "hearsay" | "circumstance";
  /** Of a signal that counts accounts which came alike: what they share. */
  readonly crowd?: Crowd | undefined;
  readonly derive: (facts: Facts) => SignalValue | undefined;
};
