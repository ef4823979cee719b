import { type EarlierPurchases, earlierAgainst } from "../../campaign/earlier-purchases.ts";
import type { Verdict } from "../../decision/decision.ts";
import { type LinkHistory, linkMemberChanges, UNKNOWN_LINK } from "../../identity/cluster/link-member.ts";
import {
  type Neighbourhood,
  readNeighbourhood,
  recordHoldEnd,
  recordNeighbourhood,
} from "../../identity/cluster/neighbourhood.ts";
import { traitsOf } from "../../identity/cluster/trait.ts";
import { IDENTITY_KINDS, type IdentityKeys } from "../../identity/identity.ts";
import type { UsedInvite } from "../../invite/use-invite.ts";
import type { HistoryFacts, KeyHistory, PressureFacts, Signals } from "../../signals/signal.ts";
import type { Hold } from "../../stock/stock.ts";
import type { AddressSharers } from "../calling/calling.ts";
import type { SaleContext } from "../context.ts";
import type { SaleRecord } from "../record.ts";
import type { AccountHistory } from "../rows/account-rows.ts";
import { type Counter, readCounter, recordCounter } from "./counter.ts";
import { type CrowdLink, link, linksOf } from "./links.ts";
import { type KnownCohorts, type Likeness, readCohorts, recordPopulation } from "./population.ts";
import { browserLink, ownHolds, ownLinks, provedLinks, type Shown, shows } from "./proofs.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const NEW_ACCOUNT: AccountHistory = { attempts: 0, attemptsInMinute: 0, minuteStartMs: 0, unpaidHolds: 0, units: 0 };

/** What a sale knows about a checkout before that checkout is counted. */
export type History = {
  readonly facts: HistoryFacts;
  readonly account: AccountHistory;
  /** Everything that the checkout may be known by beside its account: what it holds counts under each of them. */
  readonly links: readonly string[];
  /** Those of the links that the checkout shows to be its own. */
  readonly proved: ReadonlySet<string>;
  /** What says only how many accounts came alike, whatever they hold. */
  readonly crowdLinks: readonly string[];
  readonly known: ReadonlyMap<string, LinkHistory>;
  readonly neighbourhood: Neighbourhood;
  readonly population: KnownCohorts;
  readonly counter: Counter;
};

/** The parts of a checkout that a sale looks up. */
export type HistoryQuery = {
  readonly keys: IdentityKeys;
  readonly holderKey: string | undefined;
  /** As the Worker read them. */
  readonly signals: Signals;
  readonly crowd: readonly CrowdLink[];
  readonly likeness: Likeness;
  readonly nearAsked?: readonly string[] | undefined;
  readonly nearFoundBy?: readonly string[] | undefined;
  /** When the visit began, where there is a live one. */
  readonly visitStartMs?: number | undefined;
  /** The shop has asked who the buyer is, and was answered. */
  readonly personal?: boolean | undefined;
  /** Where an order was drawn, the registrations that share the buyer's address: they count as accounts that tried. */
  readonly sharers?: AddressSharers | undefined;
  /** What its register knows of its invite. */
  readonly invite?: UsedInvite | undefined;
  /** What counts from earlier sales of the campaign. */
  readonly earlier?: EarlierPurchases | undefined;
  readonly pressure?: PressureFacts | undefined;
};

export function readHistory({ store, nowMs }: SaleContext, sale: SaleRecord, asked: HistoryQuery): History {
  const { keys, crowd, nearAsked = [], nearFoundBy = [] } = asked;
  const account = store.findAccount(keys.account);
  const shown: Shown = {
    emailVerified: asked.signals["account.email_verified"] === true,
    phoneVerified: asked.signals["account.phone_verified"] === true,
    holderKey: asked.holderKey,
    personal: asked.personal === true,
  };
  const traits = traitsOf(keys, shown);
  const keptLinks = nearFoundBy.map((pseudonym) => link("near", pseudonym));
  const links = [...new Set([...linksOf(keys), ...keptLinks, ...traits.map((trait) => trait.link)])];
  const crowdLinks = [...new Set(crowd.map(({ kind, pseudonym }) => link(kind, pseudonym)))];
  const askedLinks = nearAsked.map((pseudonym) => link("near", pseudonym));
  const known = store.readLinks([...links, ...crowdLinks, ...askedLinks], keys.account);
  const asking = {
    account: keys.account,
    isNew: account === undefined,
    traits,
    createdHour: createdHourOf(asked.signals, nowMs),
  };
  const neighbourhood = readNeighbourhood(store, asking, known);
  const population = readCohorts(store, asked.likeness, account === undefined);
  const counter = readCounter(store, crowd, known);
  const { attempts, attemptsInMinute, minuteStartMs, unpaidHolds, units } = account ?? NEW_ACCOUNT;
  const provedOf = (each: string) => (known.get(each) ?? UNKNOWN_LINK).proved;
  return {
    account: account ?? NEW_ACCOUNT,
    links,
    proved: provedLinks(keys, shown),
    crowdLinks,
    known,
    neighbourhood,
    population,
    counter,
    facts: {
      sale: {
        mode: sale.definition.mode,
        clientSignals: sale.definition.clientSignals,
        openMs: Math.max(0, nowMs - sale.definition.opensAtMs),
      },
      invite: asked.invite && { isRevoked: asked.invite.isRevoked === true },
      visit: { beforeOpeningMs: beforeOpeningMs(sale, asked.visitStartMs) },
      account: {
        attemptsInSale: attempts,
        attemptsLastMinute: nowMs - minuteStartMs < MINUTE_MS ? attemptsInMinute : 0,
        unitsInSale: units,
        unpaidHolds,
      },
      cluster: clusterFacts(neighbourhood, nowMs),
      own: ownHolds(account ?? NEW_ACCOUNT, ownLinks(keys, shown).map(provedOf), nowMs),
      keys: withSharers(keyHistories(keys, known, { nearAsked, shown, earlier: asked.earlier }), asked.sharers),
      crowd: crowdFacts(known, crowd),
      ...population.facts,
      counter: counter.facts,
      pressure: asked.pressure,
    },
  };
}

/** @returns undefined for a visit that began in the open sale */
function beforeOpeningMs({ definition }: SaleRecord, visitStartMs: number | undefined): number | undefined {
  const { opensAtMs } = definition;
  return visitStartMs === undefined || visitStartMs >= opensAtMs ? undefined : opensAtMs - visitStartMs;
}

function crowdFacts(known: ReadonlyMap<string, LinkHistory>, crowd: readonly CrowdLink[]): HistoryFacts["crowd"] {
  const most: { [kind: string]: number } = {};
  for (const { kind, pseudonym } of crowd) {
    const { otherMembers } = known.get(link(kind, pseudonym)) ?? UNKNOWN_LINK;
    most[kind] = Math.max(most[kind] ?? 0, otherMembers);
  }
  return most;
}

/** Remembers a checkout and the units that it now holds: under its links, in its cluster and for its account. */
export function recordAttempt({ store, nowMs }: SaleContext, history: History, heldUnits: number): void {
  const { links, proved, crowdLinks, known, neighbourhood, population, counter, account } = history;
  const changes = [
    ...linkMemberChanges(links, known, { ...neighbourhood.asking, heldUnits, proved }),
    ...linkMemberChanges(crowdLinks, known, { ...neighbourhood.asking, heldUnits: 0 }),
  ];
  if (changes.length > 0) store.writeLinkMembers(changes);
  recordNeighbourhood(store, neighbourhood, { nowMs, heldUnits });
  recordCounter(store, counter, nowMs);
  recordPopulation(store, population, { isNew: neighbourhood.asking.isNew, heldUnits, nowMs });
  store.writeAccount(neighbourhood.asking.account, countAccountAttempt(account, { nowMs, heldUnits }));
}

/**
 * Counts an attempt and remembers nothing that it brought along: neither its keys nor how it came. Of an account that is unknown
 * nothing is begun, since what belongs to it would be missing.
 */
export function countAlone(
  { store, nowMs }: SaleContext,
  { account, neighbourhood: { asking } }: History,
  verdict: Verdict,
): void {
  store.countUnwritten(verdict);
  if (!asking.isNew) store.writeAccount(asking.account, countAccountAttempt(account, { nowMs, heldUnits: 0 }));
}

/** The account's history with this attempt counted. */
export function countAccountAttempt(
  account: AccountHistory,
  { nowMs, heldUnits }: { readonly nowMs: number; readonly heldUnits: number },
): AccountHistory {
  const sameMinute = nowMs - account.minuteStartMs < MINUTE_MS;
  return {
    ...account,
    attempts: account.attempts + 1,
    attemptsInMinute: sameMinute ? account.attemptsInMinute + 1 : 1,
    minuteStartMs: sameMinute ? account.minuteStartMs : nowMs,
    units: account.units + heldUnits,
  };
}

/** Frees the claims of a hold that ended without payment, and counts that end for its account and its cluster. */
export function recordUnpaidEnd({ store, nowMs }: Pick<SaleContext, "store" | "nowMs">, hold: Hold): void {
  store.freeClaims(hold, nowMs);
  const history = store.findAccount(hold.account) ?? NEW_ACCOUNT;
  const { units, unpaidHolds } = history;
  store.writeAccount(hold.account, {
    ...history,
    units: units - hold.quantity,
    unpaidHolds: unpaidHolds + 1,
    lastUnpaidAtMs: nowMs,
  });
  recordHoldEnd(store, hold, { how: "unpaid", nowMs });
}

/** Frees the claims of a hold whose order ended without the goods: its account may buy again, and nothing counts against it. */
export function recordOrderEnd({ store, nowMs }: Pick<SaleContext, "store" | "nowMs">, hold: Hold): void {
  store.freePaidClaims(hold);
  const history = store.findAccount(hold.account) ?? NEW_ACCOUNT;
  store.writeAccount(hold.account, { ...history, units: history.units - hold.quantity });
  recordHoldEnd(store, hold, { how: "cancelled", nowMs });
}

/** The hour, since 1970, in which the account was made. Hours are exact enough to compare and too coarse to recognise. */
function createdHourOf(signals: Signals, nowMs: number): number | undefined {
  const ageHours = signals["account.age_hours"];
  return typeof ageHours === "number" ? Math.round(nowMs / HOUR_MS - ageHours) : undefined;
}

function clusterFacts({ attempted, held }: Neighbourhood, nowMs: number): HistoryFacts["cluster"] {
  const { accounts, units, paidHolds, unpaidHolds, lastUnpaidAtMs } = held.sums;
  const { createdFromHour, createdToHour } = attempted.sums;
  const otherAccountsAttempted = attempted.sums.accounts - 1;
  return {
    size: accounts,
    unitsInSale: units,
    paidHolds,
    unpaidHolds,
    sinceUnpaidMs: lastUnpaidAtMs === undefined ? undefined : Math.max(0, nowMs - lastUnpaidAtMs),
    otherAccountsAttempted,
    ageSpreadHours:
      otherAccountsAttempted === 0 || createdFromHour === undefined || createdToHour === undefined
        ? undefined
        : createdToHour - createdFromHour,
  };
}

function keyHistories(
  keys: IdentityKeys,
  known: ReadonlyMap<string, LinkHistory>,
  {
    nearAsked,
    shown,
    earlier,
  }: { readonly nearAsked: readonly string[]; readonly shown: Shown; readonly earlier: EarlierPurchases | undefined },
): HistoryFacts["keys"] {
  const histories: { [kind: string]: KeyHistory } = {};
  for (const kind of IDENTITY_KINDS) {
    const pseudonyms = keys[kind];
    if (kind === "account" || pseudonyms === undefined) continue;
    const each = (typeof pseudonyms === "string" ? [pseudonyms] : [...pseudonyms, ...nearAsked]).map(
      (pseudonym) => known.get(link(kind, pseudonym)) ?? UNKNOWN_LINK,
    );
    const proofs = proofsOf(kind, each, { known, shown });
    const { accountsAgainst, unitsAgainst: inSale } = countedAgainst(each, proofs);
    // Of several near keys the one with the most sharers counts, so that no account is counted twice.
    histories[kind] = {
      otherAccountsInSale: Math.max(0, ...each.map(({ otherHolders }) => otherHolders)),
      otherAccountsAttempted: Math.max(0, ...each.map(({ otherMembers }) => otherMembers)),
      unitsInSale: Math.max(0, ...each.map(({ units }) => units)),
      accountsAgainst,
      unitsAgainst: inSale + earlierAgainst(earlier, kind, proofs !== undefined),
    };
  }
  return histories;
}

/** Whoever registered with an address has tried, whether they were called or not. */
function withSharers(keys: HistoryFacts["keys"], sharers: AddressSharers | undefined): HistoryFacts["keys"] {
  if (sharers === undefined) return keys;
  const tried = (kind: keyof AddressSharers) => {
    const known = keys[kind];
    if (known === undefined) return {};
    return { [kind]: { ...known, otherAccountsAttempted: Math.max(known.otherAccountsAttempted, sharers[kind]) } };
  };
  return { ...keys, ...tried("household"), ...tried("near") };
}

/**
 * The links by which claims on a key are judged of a buyer who shows that it is its own; undefined of any other. That a device is
 * somebody's own its browser's key shows, for which others may have named another device, or none.
 */
function proofsOf(
  kind: keyof HistoryFacts["keys"],
  named: readonly LinkHistory[],
  { known, shown }: { readonly known: ReadonlyMap<string, LinkHistory>; readonly shown: Shown },
): readonly LinkHistory[] | undefined {
  if (!shows(kind, shown)) return undefined;
  const browser =
    kind !== "device" || shown.holderKey === undefined ? undefined : known.get(browserLink(shown.holderKey));
  return browser === undefined ? named : [...named, browser];
}

function countedAgainst(
  named: readonly LinkHistory[],
  proofs: readonly LinkHistory[] | undefined,
): Pick<KeyHistory, "accountsAgainst" | "unitsAgainst"> {
  const accounts = Math.max(0, ...named.map(({ otherHolders }) => otherHolders));
  const units = Math.max(0, ...named.map((each) => each.units));
  if (proofs === undefined) return { accountsAgainst: accounts, unitsAgainst: units };
  return {
    accountsAgainst: Math.min(accounts, Math.max(0, ...proofs.map(({ proved }) => proved.otherHolders))),
    unitsAgainst: Math.min(units, Math.max(0, ...proofs.map(unitsAgainst))),
  };
}

/** Units under a link that count against whoever shows that it is theirs: what others proved, and all that they hold themselves. */
function unitsAgainst({ proved, own }: LinkHistory): number {
  return proved.units + (own === undefined || own.proved ? 0 : own.units);
}
