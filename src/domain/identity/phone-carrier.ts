import { PHONE_CARRIERS } from "./phone-carriers.data.ts";

/** By the first digits of a national number. */
type Carriers = ReadonlyMap<string, string>;

const SHARED_NONE = "a".charCodeAt(0);

let lines: ReadonlyMap<string, string> | undefined;
const unpacked = new Map<string, Carriers>();

/**
 * The network to which the range of a mobile number was given. Where people keep their number when they change the network,
 * as in India since 2011, it may be another one by now.
 * @param callingCode of the country, for example `91`
 * @param nationalNumber digits without the calling code and without a leading zero for long distance
 * @returns undefined where the range is not listed
 * @see libphonenumber's PhoneNumberToCarrierMapper, whose data this is
 */
export function phoneCarrier(callingCode: string, nationalNumber: string): string | undefined {
  const carriers = carriersOf(callingCode);
  for (let length = nationalNumber.length; length > 0; length -= 1) {
    const carrier = carriers.get(nationalNumber.slice(0, length));
    if (carrier !== undefined) return carrier;
  }
  return undefined;
}

/** The table of one country is unpacked when its first number comes. */
function carriersOf(callingCode: string): Carriers {
  const known = unpacked.get(callingCode);
  if (known !== undefined) return known;
  lines ??= new Map(PHONE_CARRIERS.split("\n").map((line) => [line.slice(0, line.indexOf("\t")), line]));
  const [, ...parts] = (lines.get(callingCode) ?? "").split("\t");
  const carriers = new Map<string, string>();
  for (let at = 0; at + 1 < parts.length; at += 2) {
    let prefix = "";
    for (const [code] of (parts[at + 1] ?? "").matchAll(/[a-z]\d+/g)) {
      prefix = prefix.slice(0, code.charCodeAt(0) - SHARED_NONE) + code.slice(1);
      carriers.set(prefix, parts[at] ?? "");
    }
  }
  unpacked.set(callingCode, carriers);
  return carriers;
}
