import type { LinkHistory } from "../../identity/cluster/link-member.ts";
import { BOOKED_AT, BOOKED_WITH } from "../../signals/history/counter.ts";
import type { HistoryFacts } from "../../signals/signal.ts";
import type { SaleStore } from "../store.ts";
import { type Cohort, joinCohort } from "./cohort.ts";
import { type CrowdLink, link } from "./links.ts";

/** The counter of a store where a clerk books, before the booking is counted. */
export type Counter = {
  readonly facts: HistoryFacts["counter"];
  /** Rows that count one more by this booking: an account, a telephone, both or neither. */
  readonly joined: ReadonlyMap<string, Cohort | undefined>;
};

/**
 * Reads how many accounts and telephones a counter has booked with in this sale. Both are one row for each counter: links tell
 * whether an account or a telephone is new there, and stay until the sale has closed, whoever is forgotten meanwhile.
 */
export function readCounter(
  store: SaleStore,
  crowd: readonly CrowdLink[],
  known: ReadonlyMap<string, LinkHistory>,
): Counter {
  const pseudonymIn = (kind: string) => crowd.find((each) => each.kind === kind)?.pseudonym;
  const [counter, phone] = [pseudonymIn(BOOKED_AT), pseudonymIn(BOOKED_WITH)];
  if (counter === undefined) return { facts: undefined, joined: new Map() };
  const [accounts, phones] = [link("counter", counter), link("counter-phones", counter)];
  const rows = store.readCohorts([accounts, phones]);
  const isNewAccount = known.get(link(BOOKED_AT, counter))?.own === undefined;
  const isNewPhone = phone !== undefined && !known.has(link(BOOKED_WITH, phone));
  const counted = (name: string) => rows.get(name)?.accounts ?? 0;
  return {
    facts: {
      otherAccounts: counted(accounts) - (isNewAccount ? 0 : 1),
      phones: counted(phones) + (isNewPhone ? 1 : 0),
    },
    joined: new Map(
      [...(isNewAccount ? [accounts] : []), ...(isNewPhone ? [phones] : [])].map((name) => [name, rows.get(name)]),
    ),
  };
}

/** Counts a booking at its counter. To be called where its links are written. */
export function recordCounter(store: SaleStore, { joined }: Counter, nowMs: number): void {
  if (joined.size === 0) return;
  store.writeCohorts(new Map([...joined].map(([name, before]) => [name, joinCohort(before, nowMs)])));
}
