import parsePhoneNumber, {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  type PhoneNumber,
} from "libphonenumber-js/max";
import { foldText } from "./fold-text.ts";
import { longestDigitRun } from "./longest-digit-run.ts";
import { phoneCarrier } from "./phone-carrier.ts";
import { ownerNumber } from "./phone-owner.ts";

export type Phone = {
  /** E.164, without an extension, in the one spelling of a line that its country writes in two. */
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
 * The prefix for calls abroad of most countries (ITU-T E.123), which people write in others too. In Colombia "005" chooses a carrier, and
 * yet "0057 300 …" is a number there and none of Russia: what is a number behind "00" is that one.
 */
const INTERNATIONAL_PREFIX = /^00(?=[1-9])/;

/** Brazilians write "xx" where the caller puts the two digits of a carrier of his choice, before the area. */
const BRAZILIAN_CARRIER = /^\(?0\s?xx\s?(?=\(?\d{2})/;

/**
 * Reads a telephone number as people write it.
 * @param text any text
 * @param defaultCountry ISO 3166-1 alpha-2 of numbers written without their country code
 * @returns undefined where the numbering plan has no number of this length
 */
export function readPhone(text: string, defaultCountry: string | undefined): Phone | undefined {
  if (text.length > PHONE_LENGTH_MAX) return undefined;
  const given = foldText(text).text.trim().replace(SCHEME, "");
  const written = defaultCountry === "BR" ? given.replace(BRAZILIAN_CARRIER, "0") : given;
  const country = defaultCountry !== undefined && isSupportedCountry(defaultCountry) ? defaultCountry : undefined;
  let possible: Phone | undefined;
  for (const dialled of dialledForms(written, country)) {
    const phone = readDialled(dialled, country);
    if (phone?.type !== undefined) return phone;
    possible ??= phone;
  }
  return possible;
}

/** What a number may be meant as, the likeliest first: the first that the numbering plan knows is the number. */
function* dialledForms(written: string, country: CountryCode | undefined): Generator<string> {
  const abroad = written.replace(INTERNATIONAL_PREFIX, "+");
  yield abroad;
  if (country === undefined) return;
  if (abroad !== written) yield written;
  const digits = written.replace(TRUNK_ZEROS, "").replace(NOT_DIGIT, "");
  if (abroad.startsWith("+")) yield written.replace("+", "");
  else if (digits.startsWith(getCountryCallingCode(country))) yield `+${digits}`;
}

const TRUNK_ZEROS = /^[\s(]*0+/;

/** The `tel:` of RFC 3966. */
const SCHEME = /^tel:\s*/;

function readDialled(dialled: string, country: CountryCode | undefined): Phone | undefined {
  const parsed = parsePhoneNumber(dialled, { extract: false, ...(country && { defaultCountry: country }) });
  const phone = parsed === undefined ? undefined : ownersSpelling(parsed);
  if (phone === undefined || !phone.isPossible()) return undefined;
  const digitRun = longestDigitRun(phone.nationalNumber);
  const type = phone.getType() ?? parsed?.getType();
  const carrier =
    type !== undefined && MOBILE_TYPES.has(type)
      ? phoneCarrier(phone.countryCallingCode, phone.nationalNumber)
      : undefined;
  return { number: phone.number, type, country: phone.country ?? parsed?.country, carrier, digitRun };
}

/** The number as its owner's other spelling has it, read again where that is another one. */
function ownersSpelling(phone: PhoneNumber): PhoneNumber | undefined {
  const { countryCallingCode: callingCode, nationalNumber } = phone;
  const national = ownerNumber({ callingCode, national: nationalNumber });
  const respelled = national === nationalNumber ? phone : parseNational(callingCode, national);
  if (!national.startsWith("0") || respelled?.isValid() !== false) return respelled;
  const withoutZero = parseNational(callingCode, national.slice(1));
  return withoutZero?.isValid() === true ? withoutZero : respelled;
}

function parseNational(callingCode: string, national: string): PhoneNumber | undefined {
  return parsePhoneNumber(`+${callingCode}${national}`, { extract: false });
}

const UNREADABLE_DIGITS_MIN = 5;
const NOT_DIGIT = /\D+/g;
const ONE_DIGIT = /^(\d)\1*$/;

/**
 * What an unreadable number is compared by: its digits, so that whoever writes one nonsense for many accounts is seen. Too few of them, or
 * one digit over and over, is what shops write for customers without a telephone, and nobody's.
 */
export function unreadablePhone(text: string): string | undefined {
  const digits = foldText(text.slice(0, PHONE_LENGTH_MAX)).text.replace(NOT_DIGIT, "");
  return digits.length < UNREADABLE_DIGITS_MIN || ONE_DIGIT.test(digits) ? undefined : `${UNREADABLE}${digits}`;
}

const UNREADABLE = "unreadable:";

/** Whether a telephone's key is made of the digits of a text that is no number. */
export function isUnreadablePhone(key: string): boolean {
  return key.startsWith(UNREADABLE);
}
