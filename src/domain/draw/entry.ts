import { hmacOf } from "./bytes.ts";

/**
 * The salt of one registration, which only its holder is told.
 * @param drawSecret 32 random bytes of this draw
 * @param registrationId `reg_…`
 */
export function holderSaltOf(drawSecret: Uint8Array, registrationId: string): Uint8Array {
  return hmacOf(drawSecret, `holder\n${registrationId}`);
}

/**
 * The public entry of a registration: it binds a text that its holder recognises as their own, so that one receipt cannot be
 * given to two people, and tells nobody else who it is.
 * @param holder `acct:<the shop's account id>` or `tel:<E.164>`
 * @returns 32 bytes
 */
export function entryOf(holderSalt: Uint8Array, saleId: string, holder: string): Uint8Array {
  return hmacOf(holderSalt, `firsthand/entry/v1\n${saleId}\n${holder.normalize("NFC")}`);
}
