import { IDENTITY_KINDS, type IdentityKeys } from "../identity/identity.ts";
import type { HistoryFacts, KeyHistory } from "../signals/signal.ts";
import type { SaleContext } from "./context.ts";
import { link, linksOf } from "./links.ts";
import type { SaleRecord } from "./record.ts";
import type { AccountHistory, Claims } from "./store.ts";

const MINUTE_MS = 60_000;
const NO_CLAIMS: Claims = { units: 0, otherAccounts: 0 };
const NEW_ACCOUNT: AccountHistory = { attempts: 0, attemptsInMinute: 0, minuteStartMs: 0, unpaidHolds: 0 };

/** What a sale knows about a checkout before that checkout is counted. */
export type History = {
  readonly facts: HistoryFacts;
  readonly account: AccountHistory;
  readonly claims: ReadonlyMap<string, Claims>;
};

export function readHistory(
  { store, nowMs }: SaleContext,
  sale: SaleRecord,
  keys: IdentityKeys,
  timingLink: string | undefined,
): History {
  const claims = store.claimsOn(linksOf(keys), keys.account);
  const account = store.findAccount(keys.account) ?? NEW_ACCOUNT;
  return {
    account,
    claims,
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

/** Counts a hold of the account that ended without payment. */
export function countUnpaidHold({ store }: Pick<SaleContext, "store">, account: string): void {
  const history = store.findAccount(account) ?? NEW_ACCOUNT;
  store.writeAccount(account, { ...history, unpaidHolds: history.unpaidHolds + 1 });
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
