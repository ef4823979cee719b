import type { Checkout } from "../checkout.ts";
import { countryCode } from "../country-codes.ts";
import { accountValue } from "./account.ts";
import { readForwarding } from "./address/forwarding.ts";
import { householdKeys } from "./address/household.ts";
import { readAddress } from "./address/read-address.ts";
import { deviceValue } from "./device.ts";
import { readEmail } from "./email.ts";
import type { Identity } from "./identity.ts";
import { paymentValue } from "./payment.ts";
import { readPhone, unreadablePhone } from "./phone.ts";
import { phoneRange } from "./phone-range.ts";

/** Whether a checkout has a telephone number that only the sale can tell the country of. */
export function needsPhoneCountry({ account, shippingAddress, fulfilment }: Checkout): boolean {
  const isAddressed = shippingAddress !== undefined && fulfilment === undefined;
  return account.phone !== undefined && !isAddressed && readPhone(account.phone, undefined) === undefined;
}

/**
 * Who a checkout says it is for: each identifier in the one spelling that its keys are made from, and what was noticed on
 * the way. Total: text that cannot be read makes no claim and says so in a fact. A pick-up point is nobody's home and has
 * no household.
 * @param defaultCountry ISO 3166-1 alpha-2 of telephone numbers without a country's code, where no delivery address says it
 */
export function identify(checkout: Checkout, defaultCountry?: string): Identity {
  const { account, device, payment, fulfilment } = checkout;
  const address = fulfilment === undefined ? checkout.shippingAddress : undefined;
  const country = address === undefined ? undefined : countryCode(address.country);
  const email = account.email === undefined ? undefined : readEmail(account.email);
  const phone =
    account.phone === undefined
      ? undefined
      : readPhone(account.phone, country ?? (defaultCountry && countryCode(defaultCountry)));
  const reading = address === undefined ? undefined : readAddress(address);
  const forwarding = address === undefined || reading === undefined ? undefined : readForwarding(address, reading);
  const home = reading === undefined ? undefined : householdKeys(reading, address?.name);
  return {
    values: {
      account: accountValue(account),
      device: deviceValue(device),
      payment: paymentValue(payment),
      email: email?.mailbox,
      mailDomain: email?.privateDomain,
      phone: phone?.number ?? (account.phone === undefined ? undefined : unreadablePhone(account.phone)),
      phoneRange: phone === undefined ? undefined : phoneRange(phone.number),
      household: home?.exact,
      building: home?.building,
      near: home?.near,
      nearAsked: home?.nearAsked,
      nearFoundBy: home?.nearFoundBy,
    },
    facts: {
      emailReadable: account.email === undefined ? undefined : email !== undefined,
      emailDisposable: email?.disposable,
      emailAliased: email?.aliased,
      phoneReadable: account.phone === undefined ? undefined : phone !== undefined,
      phoneType: phone?.type,
      phoneCountry: phone?.country,
      phoneDigitRun: phone?.digitRun,
      phoneCarrier: phone?.carrier,
      addressCountry: country,
      addressRegion: reading?.region || undefined,
      addressDisguises: reading?.disguises,
      addressCodeFits: reading?.codeFits,
      addressCareOf: forwarding?.careOf,
      addressCustomerCode: forwarding?.customerCode,
    },
  };
}
