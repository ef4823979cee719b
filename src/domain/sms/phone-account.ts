const PREFIX = "tel:";

/**
 * What an account is called that is known by its telephone number alone (RFC 3966). A shop names it so at the checkout of whoever
 * registered by text message.
 * @param number in E.164
 */
export function phoneAccountId(number: string): string {
  return `${PREFIX}${number}`;
}

/** The number behind such a name; undefined for every other account. */
export function phoneOfAccount(accountId: string): string | undefined {
  return accountId.startsWith(PREFIX) ? accountId.slice(PREFIX.length) : undefined;
}
