import parsePhoneNumber, { isSupportedCountry } from "libphonenumber-js/max";
import { foldText } from "./fold-text.ts";
import { longestDigitRun } from "./longest-digit-run.ts";
import { phoneCarrier } from "./phone-carrier.ts";

export type Phone = {
  /** E.164, without an extension. */
  readonly number: string;
  /** libphonenumber's type; absent where the numbering plan knows no such number. */
  readonly type: string | undefined;
  /** ISO 3166-1 alpha-2; absent for numbers of no country, such as satellite telephones. */
  readonly country: string | undefined;
  /** Network to which the range of a mobile number was given; absent for other lines and where no network is listed. */
  readonly carrier: string | undefined;
  /** Longest run of equal, rising or falling digits in the number without its country's code. */
  readonly digitRun: number;
};

/** Lines that may be those of a mobile network, as libphonenumber's own mapper takes them. */
const MOBILE_TYPES: ReadonlySet<string> = new Set(["MOBILE", "FIXED_LINE_OR_MOBILE", "PAGER"]);

/** E.164 has 15 digits; an international prefix, separators and an extension may stand around them. */
const PHONE_LENGTH_MAX = 40;

/**
 * Reads a telephone number as people write it.
 * @param text any text
 * @param defaultCountry ISO 3166-1 alpha-2 of numbers written without their country code
 * @returns undefined where the numbering plan has no number of this length
 */
export function readPhone(text: string, defaultCountry: string | undefined): Phone | undefined {
  if (text.length > PHONE_LENGTH_MAX) return undefined;
  const written = foldText(text).text.trim();
  const country = defaultCountry !== undefined && isSupportedCountry(defaultCountry) ? defaultCountry : undefined;
  const phone = parsePhoneNumber(written, { extract: false, ...(country && { defaultCountry: country }) });
  if (phone === undefined || !phone.isPossible()) return undefined;
  const digitRun = longestDigitRun(phone.nationalNumber);
  const type = phone.getType();
  const carrier =
    type !== undefined && MOBILE_TYPES.has(type)
      ? phoneCarrier(phone.countryCallingCode, phone.nationalNumber)
      : undefined;
  return { number: phone.number, type, country: phone.country, carrier, digitRun };
}
