import type { PastSales } from "../identity/across-sales/past-sales.ts";
import { CLIENT_SIGNALS } from "./client/signals.ts";
import { accountAttemptsInSale } from "./history/account-attempts-in-sale.ts";
import { accountAttemptsLastMinute } from "./history/account-attempts-last-minute.ts";
import { accountUnitsInSale } from "./history/account-units-in-sale.ts";
import { accountUnpaidHolds } from "./history/account-unpaid-holds.ts";
import { buildingOtherAccountsAttempted } from "./history/building-other-accounts-attempted.ts";
import { buildingOtherAccountsInSale } from "./history/building-other-accounts-in-sale.ts";
import { clusterAgeSpreadHours } from "./history/cluster-age-spread-hours.ts";
import { clusterMsSinceUnpaid } from "./history/cluster-ms-since-unpaid.ts";
import { clusterOtherAccountsAttempted } from "./history/cluster-other-accounts-attempted.ts";
import { clusterPaidRatio } from "./history/cluster-paid-ratio.ts";
import { clusterSize } from "./history/cluster-size.ts";
import { clusterUnitsInSale } from "./history/cluster-units-in-sale.ts";
import { clusterUnpaidHolds } from "./history/cluster-unpaid-holds.ts";
import { deviceOtherAccountsAttempted } from "./history/device-other-accounts-attempted.ts";
import { deviceOtherAccountsInSale } from "./history/device-other-accounts-in-sale.ts";
import { deviceUnitsInSale } from "./history/device-units-in-sale.ts";
import { emailOtherAccountsAttempted } from "./history/email-other-accounts-attempted.ts";
import { emailOtherAccountsInSale } from "./history/email-other-accounts-in-sale.ts";
import { householdOtherAccountsAttempted } from "./history/household-other-accounts-attempted.ts";
import { householdOtherAccountsInSale } from "./history/household-other-accounts-in-sale.ts";
import { householdUnitsInSale } from "./history/household-units-in-sale.ts";
import { mailDomainOtherAccountsAttempted } from "./history/mail-domain-other-accounts-attempted.ts";
import { nearOtherAccountsAttempted } from "./history/near-other-accounts-attempted.ts";
import { nearOtherAccountsInSale } from "./history/near-other-accounts-in-sale.ts";
import { paymentOtherAccountsAttempted } from "./history/payment-other-accounts-attempted.ts";
import { paymentOtherAccountsInSale } from "./history/payment-other-accounts-in-sale.ts";
import { paymentUnitsInSale } from "./history/payment-units-in-sale.ts";
import { phoneOtherAccountsAttempted } from "./history/phone-other-accounts-attempted.ts";
import { phoneOtherAccountsInSale } from "./history/phone-other-accounts-in-sale.ts";
import { phoneRangeOtherAccountsAttempted } from "./history/phone-range-other-accounts-attempted.ts";
import { populationCadenceAccounts } from "./history/population-cadence-accounts.ts";
import { populationCadenceIntervalSpread } from "./history/population-cadence-interval-spread.ts";
import { populationCadenceShare } from "./history/population-cadence-share.ts";
import { populationDirectAccounts } from "./history/population-direct-accounts.ts";
import { populationDirectIntervalSpread } from "./history/population-direct-interval-spread.ts";
import { populationDirectShare } from "./history/population-direct-share.ts";
import { saleClientSignals } from "./history/sale-client-signals.ts";
import { saleMode } from "./history/sale-mode.ts";
import { saleOpenMs } from "./history/sale-open-ms.ts";
import { timingNearRepeats } from "./history/timing-near-repeats.ts";
import { timingRepeats } from "./history/timing-repeats.ts";
import { pastAgeSpreadHours } from "./past/past-age-spread-hours.ts";
import { pastClusterSize } from "./past/past-cluster-size.ts";
import { pastSales } from "./past/past-sales.ts";
import { pastUnitsBought } from "./past/past-units-bought.ts";
import { pastUnitsShare } from "./past/past-units-share.ts";
import { accountAgeHours } from "./request/account-age-hours.ts";
import { accountEmailVerified } from "./request/account-email-verified.ts";
import { accountKey } from "./request/account-key.ts";
import { accountPhoneVerified } from "./request/account-phone-verified.ts";
import { addressCareOf } from "./request/address-care-of.ts";
import { addressCountry } from "./request/address-country.ts";
import { addressCustomerCode } from "./request/address-customer-code.ts";
import { addressDisguises } from "./request/address-disguises.ts";
import { addressKey } from "./request/address-key.ts";
import { addressRegion } from "./request/address-region.ts";
import { channel } from "./request/channel.ts";
import { clientKeyProved } from "./request/client-key-proved.ts";
import { clientState } from "./request/client-state.ts";
import { deviceKey } from "./request/device-key.ts";
import { emailAliased } from "./request/email-aliased.ts";
import { emailDisposable } from "./request/email-disposable.ts";
import { emailKey } from "./request/email-key.ts";
import { emailReadable } from "./request/email-readable.ts";
import { mailDomainKey } from "./request/mail-domain-key.ts";
import { orderFulfilment } from "./request/order-fulfilment.ts";
import { orderQuantity } from "./request/order-quantity.ts";
import { paymentKey } from "./request/payment-key.ts";
import { paymentMethod } from "./request/payment-method.ts";
import { phoneCarrier } from "./request/phone-carrier.ts";
import { phoneCountry } from "./request/phone-country.ts";
import { phoneDigitRun } from "./request/phone-digit-run.ts";
import { phoneKey } from "./request/phone-key.ts";
import { phoneReadable } from "./request/phone-readable.ts";
import { phoneType } from "./request/phone-type.ts";
import { visitAddressChanged } from "./request/visit-address-changed.ts";
import { visitElapsedMs } from "./request/visit-elapsed-ms.ts";
import { visitRetries } from "./request/visit-retries.ts";
import { visitState } from "./request/visit-state.ts";
import type { HistoryFacts, RequestFacts, Signal, Signals, SignalValue } from "./signal.ts";

/** Signals that the Worker derives from one request, before the Sale object is asked. */
export const REQUEST_SIGNALS: readonly Signal<RequestFacts>[] = [
  channel,
  paymentMethod,
  paymentKey,
  orderQuantity,
  orderFulfilment,
  accountKey,
  accountAgeHours,
  accountEmailVerified,
  accountPhoneVerified,
  emailKey,
  emailReadable,
  emailDisposable,
  emailAliased,
  mailDomainKey,
  phoneKey,
  phoneReadable,
  phoneType,
  phoneCountry,
  phoneCarrier,
  phoneDigitRun,
  addressKey,
  addressCountry,
  addressRegion,
  addressDisguises,
  addressCareOf,
  addressCustomerCode,
  deviceKey,
  visitState,
  visitElapsedMs,
  visitRetries,
  visitAddressChanged,
  clientState,
  clientKeyProved,
  ...CLIENT_SIGNALS,
];

/** Signals of the buyer's company in earlier sales, where these could be asked in time. The model never reads them; rules do. */
export const PAST_SIGNALS: readonly Signal<PastSales>[] = [
  pastClusterSize,
  pastSales,
  pastUnitsBought,
  pastUnitsShare,
  pastAgeSpreadHours,
];

/** Signals that the Sale object derives from what it remembers. The model never reads them; rules do. */
export const HISTORY_SIGNALS: readonly Signal<HistoryFacts>[] = [
  saleMode,
  saleClientSignals,
  saleOpenMs,
  accountAttemptsInSale,
  accountAttemptsLastMinute,
  accountUnitsInSale,
  accountUnpaidHolds,
  timingRepeats,
  timingNearRepeats,
  populationCadenceAccounts,
  populationCadenceShare,
  populationCadenceIntervalSpread,
  populationDirectAccounts,
  populationDirectShare,
  populationDirectIntervalSpread,
  deviceOtherAccountsInSale,
  deviceOtherAccountsAttempted,
  paymentOtherAccountsInSale,
  paymentOtherAccountsAttempted,
  emailOtherAccountsInSale,
  emailOtherAccountsAttempted,
  phoneOtherAccountsInSale,
  phoneOtherAccountsAttempted,
  phoneRangeOtherAccountsAttempted,
  mailDomainOtherAccountsAttempted,
  householdOtherAccountsInSale,
  householdOtherAccountsAttempted,
  buildingOtherAccountsInSale,
  buildingOtherAccountsAttempted,
  nearOtherAccountsInSale,
  nearOtherAccountsAttempted,
  deviceUnitsInSale,
  householdUnitsInSale,
  paymentUnitsInSale,
  clusterSize,
  clusterUnitsInSale,
  clusterUnpaidHolds,
  clusterMsSinceUnpaid,
  clusterPaidRatio,
  clusterOtherAccountsAttempted,
  clusterAgeSpreadHours,
];

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
