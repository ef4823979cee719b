import type { PostalAddress } from "../../checkout.ts";
import { foldText } from "../fold-text.ts";
import type { AddressReading } from "./address-reading.ts";
import { type AddressLexicon, addressLexicon } from "./lexicon.ts";
import { RECIPIENT_LENGTH_MAX } from "./recipient-name.ts";
import { type AddressToken, addressTokens } from "./tokens.ts";

/** What an address says of somebody who takes parcels in for others. */
export type Forwarding = {
  /** It names the one to whom the parcel is to be passed on: "c/o", "care of", "attn". */
  readonly careOf: boolean;
  /** It carries the code by which a forwarder knows its customer: "Suite MYU-48213", "Unit 1 AB12345", a name with a number. */
  readonly customerCode: boolean;
};

const CARE_OF = /(?:^|[\s,])(?:c\s?\/\s?o|care of|attn|attention)(?:[\s.:,]|$)/;

const CODE_LETTERS_MIN = 2;
const CODE_LETTERS_MAX = 6;
/** "DK-1234" and "TB-1203" are a postal code and a flat, so two letters need one digit more than three. */
const DIGITS_AFTER_TWO_LETTERS_MIN = 5;
const DIGITS_AFTER_LETTERS_MIN = 4;
/** From here on it is a telephone number, which many write beside their address. */
const CODE_DIGITS_MAX = 9;
/** No tower has as many flats; with a block before it, as in "Suite 100-48213", five are too many. */
const UNIT_DIGITS_MIN = 6;
const UNIT_AFTER_BLOCK_DIGITS_MIN = 5;
const NAME_DIGITS_MIN = 3;

/**
 * Finds the marks of parcel forwarders. What they are is decided by form alone, so that no list of companies has to be kept;
 * lockers and colleagues ("attn") use some of the same forms.
 */
export function readForwarding(address: PostalAddress, { country, code, folded }: AddressReading): Forwarding {
  const lexicon = addressLexicon(country);
  const recipient = foldText((address.name ?? "").slice(0, RECIPIENT_LENGTH_MAX)).text;
  const tokens = addressTokens(folded).filter(({ text }) => text !== country.toLowerCase());
  const isCode = ({ digits, text }: AddressToken, index: number) =>
    digits &&
    !code.endsWith(text) &&
    (followsCodeLetters(tokens, index, lexicon) || isUnitCode(tokens, index, lexicon));
  return {
    careOf: CARE_OF.test(folded) || CARE_OF.test(recipient),
    customerCode:
      tokens.some(isCode) ||
      addressTokens(recipient).some(({ digits, text }) => digits && text.length >= NAME_DIGITS_MIN),
  };
}

/** "MYU48213", "AB-12345": letters that are no word of addresses, written onto digits. */
function followsCodeLetters(tokens: readonly AddressToken[], index: number, lexicon: AddressLexicon): boolean {
  const [letters, digits] = [tokens[index - 1], tokens[index]];
  if (letters === undefined || letters.digits || letters.glue === "" || digits === undefined) return false;
  if (digits.glue !== "" && digits.glue !== "-") return false;
  const { length } = letters.text;
  if (length < CODE_LETTERS_MIN || length > CODE_LETTERS_MAX || lexicon.words.has(letters.text)) return false;
  const least = length === CODE_LETTERS_MIN ? DIGITS_AFTER_TWO_LETTERS_MIN : DIGITS_AFTER_LETTERS_MIN;
  return digits.text.length >= least && digits.text.length <= CODE_DIGITS_MAX;
}

/** "Suite 482137", "Ste 100-48213". */
function isUnitCode(tokens: readonly AddressToken[], index: number, lexicon: AddressLexicon): boolean {
  const digits = tokens[index];
  const before = tokens[index - 1];
  if (digits === undefined || before === undefined || digits.text.length > CODE_DIGITS_MAX) return false;
  if (isUnitWord(before, lexicon)) return digits.text.length >= UNIT_DIGITS_MIN;
  const word = tokens[index - 2];
  const isAfterBlock = before.digits && digits.glue === "-" && word !== undefined && isUnitWord(word, lexicon);
  return isAfterBlock && digits.text.length >= UNIT_AFTER_BLOCK_DIGITS_MIN;
}

function isUnitWord({ digits, text }: AddressToken, { words }: AddressLexicon): boolean {
  return !digits && words.get(text)?.kinds.has("unit") === true;
}
