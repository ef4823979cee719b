/** How a provider delivers several spellings into one mailbox. */
export type MailProvider = {
  /** The provider's names for the same mailboxes; the first one is written into keys. */
  readonly domains: readonly [string, ...string[]];
  /** Characters that the provider ignores in the local part. */
  readonly ignores: string;
  /** The character that starts a tag which the owner may choose freely. */
  readonly tag?: "+";
};

/**
 * Providers whose rules are published. A mailbox anywhere else keeps its spelling, since only its own server knows which
 * spellings are one person's: to fold by guess would merge strangers.
 * @see https://support.google.com/mail/answer/7436150 (dots), https://support.google.com/a/users/answer/9308648 (plus)
 * @see https://proton.me/support/addresses-and-aliases, https://support.apple.com/en-us/102543
 * @see https://support.microsoft.com/office/459b1989-356d-40fa-a689-8f285b13f1f2, https://yandex.com/support/mail
 */
const MAIL_PROVIDERS: readonly MailProvider[] = [
  { domains: ["gmail.com", "googlemail.com"], ignores: ".", tag: "+" },
  { domains: ["outlook.com"], ignores: "", tag: "+" },
  { domains: ["outlook.in"], ignores: "", tag: "+" },
  { domains: ["hotmail.com"], ignores: "", tag: "+" },
  { domains: ["hotmail.co.uk"], ignores: "", tag: "+" },
  { domains: ["live.com"], ignores: "", tag: "+" },
  { domains: ["live.in"], ignores: "", tag: "+" },
  { domains: ["msn.com"], ignores: "", tag: "+" },
  { domains: ["icloud.com", "me.com", "mac.com"], ignores: "", tag: "+" },
  { domains: ["proton.me", "protonmail.com", "protonmail.ch", "pm.me"], ignores: ".-_", tag: "+" },
  { domains: ["fastmail.com"], ignores: "", tag: "+" },
  { domains: ["fastmail.fm"], ignores: "", tag: "+" },
  { domains: ["zoho.com"], ignores: "", tag: "+" },
  { domains: ["zoho.in"], ignores: "", tag: "+" },
  { domains: ["zohomail.in"], ignores: "", tag: "+" },
  { domains: ["yandex.ru", "ya.ru", "yandex.com", "yandex.by", "yandex.kz", "yandex.ua"], ignores: "", tag: "+" },
];

const BY_DOMAIN = new Map(
  MAIL_PROVIDERS.flatMap((provider) => provider.domains.map((name) => [name, provider] as const)),
);

/** @param domain lower-case host name */
export function findMailProvider(domain: string): MailProvider | undefined {
  return BY_DOMAIN.get(domain);
}
