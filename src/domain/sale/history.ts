import { readSurroundings, recordHoldEnd, type Surroundings } from "../identity/cluster/surroundings.ts";
import { traitsOf } from "../identity/cluster/trait.ts";
import { IDENTITY_KINDS, type IdentityKeys } from "../identity/identity.ts";
import type { HistoryFacts, KeyHistory, Signals } from "../signals/signal.ts";
import type { Hold } from "../stock/stock.ts";
import type { SaleContext } from "./context.ts";
import { link, linksOf } from "./links.ts";
import type { SaleRecord } from "./record.ts";
import type { AccountHistory, Claims } from "./store.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const NO_CLAIMS: Claims = { units: 0, otherAccounts: 0 };
const NEW_ACCOUNT: AccountHistory = { attempts: 0, attemptsInMinute: 0, minuteStartMs: 0, unpaidHolds: 0 };

/** What a sale knows about a checkout before that checkout is counted. */
export type History = {
  readonly facts: HistoryFacts;
  readonly account: AccountHistory;
  readonly claims: ReadonlyMap<string, Claims>;
  readonly surroundings: Surroundings;
};

/** The parts of a checkout that a sale looks up. */
export type Asked = {
  readonly keys: IdentityKeys;
  readonly holderKey: string | undefined;
  /** As the Worker read them. */
  readonly signals: Signals;
  readonly timingLink: string | undefined;
};

export function readHistory({ store, nowMs }: SaleContext, sale: SaleRecord, asked: Asked): History {
  const { keys, timingLink } = asked;
  const known = store.findAccount(keys.account);
  const surroundings = readSurroundings(store, {
    account: keys.account,
    isNew: known === undefined,
    traits: traitsOf(keys, {
      emailVerified: asked.signals["account.email_verified"] === true,
      phoneVerified: asked.signals["account.phone_verified"] === true,
      holderKey: asked.holderKey,
    }),
    createdHour: createdHourOf(asked.signals, nowMs),
  });
  const claims = store.claimsOn(linksOf(keys), keys.account);
  const account = known ?? NEW_ACCOUNT;
  return {
    account,
    claims,
    surroundings,
    facts: {
      sale: {
        mode: sale.definition.mode,
        clientSignals: sale.definition.clientSignals,
        openMs: Math.max(0, nowMs - sale.definition.opensAtMs),
      },
      account: {
        attemptsInSale: account.attempts,
        attemptsLastMinute: nowMs - account.minuteStartMs < MINUTE_MS ? account.attemptsInMinute : 0,
        unitsInSale: (claims.get(link("account", keys.account)) ?? NO_CLAIMS).units,
        unpaidHolds: account.unpaidHolds,
      },
      cluster: clusterFacts(surroundings, nowMs),
      keys: keyHistories(store, keys, claims),
      timingRepeats: timingLink === undefined ? undefined : store.otherAccountsSeen(timingLink, keys.account),
    },
  };
}

/** The account's history with this attempt counted. */
export function countAttempt(account: AccountHistory, nowMs: number): AccountHistory {
  const sameMinute = nowMs - account.minuteStartMs < MINUTE_MS;
  return {
    ...account,
    attempts: account.attempts + 1,
    attemptsInMinute: sameMinute ? account.attemptsInMinute + 1 : 1,
    minuteStartMs: sameMinute ? account.minuteStartMs : nowMs,
  };
}

/** Counts a hold that ended without payment, for its account and for the accounts that belong to it. */
export function countUnpaidHold({ store, nowMs }: Pick<SaleContext, "store" | "nowMs">, hold: Hold): void {
  const history = store.findAccount(hold.account) ?? NEW_ACCOUNT;
  store.writeAccount(hold.account, { ...history, unpaidHolds: history.unpaidHolds + 1 });
  recordHoldEnd(store, hold, { paid: false, nowMs });
}

/** The hour, since 1970, in which the account was made. Hours are exact enough to compare and too coarse to recognise. */
function createdHourOf(signals: Signals, nowMs: number): number | undefined {
  const ageHours = signals["account.age_hours"];
  return typeof ageHours === "number" ? Math.round(nowMs / HOUR_MS - ageHours) : undefined;
}

function clusterFacts({ tried, claimed }: Surroundings, nowMs: number): HistoryFacts["cluster"] {
  const { accounts, units, paidHolds, unpaidHolds, lastUnpaidAtMs } = claimed.sums;
  const { createdFromHour, createdToHour } = tried.sums;
  const otherAccountsAttempted = tried.sums.accounts - 1;
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
  store: SaleContext["store"],
  keys: IdentityKeys,
  claims: ReadonlyMap<string, Claims>,
): HistoryFacts["keys"] {
  const histories: { [kind: string]: KeyHistory } = {};
  for (const kind of IDENTITY_KINDS) {
    const pseudonyms = keys[kind];
    if (kind === "account" || pseudonyms === undefined) continue;
    const links = (typeof pseudonyms === "string" ? [pseudonyms] : pseudonyms).map((pseudonym) =>
      link(kind, pseudonym),
    );
    // Of several near keys the one with the most company speaks, so that no account is counted twice.
    histories[kind] = {
      otherAccountsInSale: Math.max(0, ...links.map((each) => claims.get(each)?.otherAccounts ?? 0)),
      otherAccountsAttempted: Math.max(0, ...links.map((each) => store.otherAccountsSeen(each, keys.account))),
      unitsInSale: Math.max(0, ...links.map((each) => claims.get(each)?.units ?? 0)),
    };
  }
  return histories;
}
