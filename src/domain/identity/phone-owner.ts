import type { PhoneNumber } from "libphonenumber-js/max";

/** A number of one country by its calling code, digits only. */
type National = { readonly callingCode: string; readonly national: string };

const MEXICAN_MOBILE = /^(?:1|01|044|045)(\d{10})$/;
const ARGENTINE_MOBILE = /^9(\d{10})$/;
const BRAZILIAN_MOBILE = /^(\d{2})([6-9]\d{7})$/;
const ITALIAN_LANDLINE = /^[124-9]\d{5,9}$/;
const ITALIAN_MOBILE = /^0(3\d{8,9})$/;
const CHILEAN = /^0([2-9]\d{8})$/;
const SAN_MARINESE = /^0?549(\d{6})$/;

/**
 * One spelling for each line where a country's numbers are written with a digit or without it, and reach one telephone both ways:
 * Mexico's 1 and Argentina's 9 for calls to mobiles from abroad (Mexico has none since 2019), Brazil's ninth digit before mobiles
 * that were given out with eight, the zero of Italian landlines, which belongs to the number and is dropped by habit, and the zero of
 * Chile's "09" and "02", which has gone and is still written; and San Marino's 0549.
 * @see ITU-T E.164 national numbering plans: Mexico (2019), Argentina (Resolución 5/1997), Brazil (Anatel 553/2010), Italy (AGCOM), Chile (SUBTEL, 2016)
 */
export function ownerNumber({ callingCode, national }: National): string {
  switch (callingCode) {
    case "52":
      return national.replace(MEXICAN_MOBILE, "$1");
    case "54":
      return national.replace(ARGENTINE_MOBILE, "$1");
    case "55":
      return national.replace(BRAZILIAN_MOBILE, "$19$2");
    case "39":
      return ITALIAN_LANDLINE.test(national) && !national.startsWith("8") ? `0${national}` : national;
    case "56":
      return national.replace(CHILEAN, "$1");
    case "378":
      return national.replace(SAN_MARINESE, "$1");
    default:
      return national;
  }
}

/** An Italian mobile has no zero; landlines in 03 are as long, so the numbering plan says which of the two it is. */
export function hasMobileZero({ countryCallingCode, nationalNumber }: PhoneNumber): boolean {
  return countryCallingCode === "39" && ITALIAN_MOBILE.test(nationalNumber);
}
