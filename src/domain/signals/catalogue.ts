import type { PastSales } from "../identity/across-sales/past-sales.ts";
import { AUTOMATION } from "./client/automation.ts";
import { DISPATCH } from "./client/dispatch.ts";
import { FORM } from "./client/form.ts";
import { KEYS } from "./client/keys.ts";
import { PAGE } from "./client/page.ts";
import { POINTER } from "./client/pointer.ts";
import { TOUCH } from "./client/touch.ts";
import { ACCOUNT_HISTORY } from "./history/account.ts";
import { CLUSTER } from "./history/cluster.ts";
import { COUNTER } from "./history/counter.ts";
import { KEY_HISTORY } from "./history/key.ts";
import { POPULATION } from "./history/population.ts";
import { PRESSURE } from "./history/pressure.ts";
import { SALE } from "./history/sale.ts";
import { ACROSS_SALES } from "./past/across-sales.ts";
import { STANDING } from "./past/standing.ts";
import { ACCOUNT } from "./request/account.ts";
import { ADDRESS } from "./request/address.ts";
import { AGENT } from "./request/agent.ts";
import { ATTESTATION } from "./request/attestation.ts";
import { BEGUN_VISITS } from "./request/begun-visits.ts";
import { COHERENCE } from "./request/coherence.ts";
import { CONTACT } from "./request/contact.ts";
import { NETWORK } from "./request/network.ts";
import { ORDER } from "./request/order.ts";
import { VISIT } from "./request/visit.ts";
import type { Crowd, HistoryFacts, RequestFacts, Signal, Signals, SignalValue } from "./signal.ts";

/** Signals derived from what the browser SDK observed, absent together where its reading is not `ok`. */
export const CLIENT_SIGNALS: readonly Signal<RequestFacts>[] = [
  ...FORM,
  ...POINTER,
  ...DISPATCH,
  ...KEYS,
  ...TOUCH,
  ...PAGE,
  ...AUTOMATION,
];

/** Signals that the Worker derives from one request, before the Sale object is asked. */
export const REQUEST_SIGNALS: readonly Signal<RequestFacts>[] = [
  ...ORDER,
  ...ACCOUNT,
  ...CONTACT,
  ...ADDRESS,
  ...VISIT,
  ...BEGUN_VISITS,
  ...NETWORK,
  ...COHERENCE,
  ...AGENT,
  ...ATTESTATION,
  ...CLIENT_SIGNALS,
];

/** Signals of the buyer and its cluster in earlier sales, where these could be asked in time. The model never reads them; rules do. */
export const PAST_SIGNALS: readonly Signal<PastSales>[] = [...ACROSS_SALES, ...STANDING];

/** Signals that the Sale object derives from what it remembers. The model never reads them; rules do. */
export const HISTORY_SIGNALS: readonly Signal<HistoryFacts>[] = [
  ...SALE,
  ...PRESSURE,
  ...ACCOUNT_HISTORY,
  ...POPULATION,
  ...KEY_HISTORY,
  ...COUNTER,
  ...CLUSTER,
];

/** Crowds that signals of a sale's memory count. */
export const CROWDS: readonly Crowd[] = HISTORY_SIGNALS.flatMap(({ crowd }) => crowd ?? []);

/** Every signal there is, by name: the symbol table of the rules and the dictionary of the console. */
export const SIGNALS: ReadonlyMap<string, Omit<Signal<never>, "derive">> = new Map(
  [...REQUEST_SIGNALS, ...PAST_SIGNALS, ...HISTORY_SIGNALS].map((signal) => [signal.name, signal]),
);

/** Derives all signals of one stage; what cannot be observed is left out. */
export function deriveSignals<Facts>(signals: readonly Signal<Facts>[], facts: Facts): Signals {
  const derived: Record<string, SignalValue> = {};
  for (const { name, derive } of signals) {
    const value = derive(facts);
    if (value !== undefined) derived[name] = value;
  }
  return derived;
}
