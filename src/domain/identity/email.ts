import { decodePunycode } from "../punycode.ts";
import { isDisposable } from "./disposable.ts";
import { stripInvisible } from "./invisible.ts";
import { privateMailDomain } from "./mail-domain.ts";
import { findMailProvider, type MailProvider } from "./mail-providers.ts";

export type Email = {
  /** One spelling for each mailbox, as far as the provider's published rules go. */
  readonly mailbox: string;
  /** The given text is another spelling of that mailbox (letter case apart, which everybody varies). */
  readonly aliased: boolean;
  readonly disposable: boolean;
  /** The domain of the mailbox; absent where it is a public mail provider's. */
  readonly privateDomain?: string | undefined;
};

const ADDRESS_LENGTH_MAX = 254;
const LOCAL_LENGTH_MAX = 64;

/** What a local part and a host label may not hold. Quoted local parts are legal and not in use, so they are refused. */
const NOT_LOCAL = /[\s"(),:;<>@[\\\]\p{C}]/u;
const NOT_LABEL = /[^\p{L}\p{M}\p{N}-]/u;

/**
 * Reads an e-mail address as people type it and folds the spellings that reach one mailbox.
 * @param text any text
 * @returns undefined where it cannot be an address (RFC 5321 lengths, RFC 5322 dot-atoms, RFC 6532 letters)
 */
export function readEmail(text: string): Email | undefined {
  if (text.length > 2 * ADDRESS_LENGTH_MAX) return undefined;
  const given = stripInvisible(text).trim();
  const folded = given.normalize("NFKC").toLowerCase();
  if (folded.length > ADDRESS_LENGTH_MAX) return undefined;
  const at = folded.lastIndexOf("@");
  const local = folded.slice(0, Math.max(at, 0));
  const written = withoutRootDot(folded.slice(at + 1));
  const domain = unicodeDomain(written);
  if (!isLocal(local) || !isHost(domain)) return undefined;
  const mailbox = foldMailbox(local, domain);
  return {
    mailbox,
    aliased: mailbox !== given.toLowerCase() && !(domain !== written && mailbox === `${local}@${domain}`),
    disposable: isDisposable(domain),
    privateDomain: privateMailDomain(domain),
  };
}

function foldMailbox(local: string, domain: string): string {
  const provider = findMailProvider(domain);
  if (provider === undefined) return userHostMailbox(domain) ?? `${local}@${domain}`;
  return `${foldLocal(local, provider)}@${provider.domain}`;
}

/** The mailbox of a host that a provider gives to each of its users; whatever stands before the @ is a tag. */
function userHostMailbox(domain: string): string | undefined {
  const dot = domain.indexOf(".");
  const provider = findMailProvider(domain.slice(dot + 1));
  return provider?.userHosts === true ? `${foldLocal(domain.slice(0, dot), provider)}@${provider.domain}` : undefined;
}

function foldLocal(local: string, provider: MailProvider): string {
  const tagAt = provider.tag === undefined ? -1 : local.indexOf(provider.tag);
  const untagged = tagAt > 0 ? local.slice(0, tagAt) : local;
  const { ignores, alike } = provider;
  let kept = "";
  for (const letter of untagged)
    if (!ignores.includes(letter)) kept += alike.includes(letter) ? alike.charAt(0) : letter;
  return kept === "" ? local : kept;
}

/** "xn--mnchen-3ya.de" is how a program spells "münchen.de" (RFC 5890); a label that is no such spelling stays. */
function unicodeDomain(domain: string): string {
  if (!domain.includes(ACE_PREFIX)) return domain;
  return domain.split(".").map(unicodeLabel).join(".");
}

const ACE_PREFIX = "xn--";

function unicodeLabel(label: string): string {
  const decoded = label.startsWith(ACE_PREFIX) ? decodePunycode(label.slice(ACE_PREFIX.length)) : undefined;
  return decoded?.ok === true ? decoded.value.normalize("NFKC").toLowerCase() : label;
}

function withoutRootDot(domain: string): string {
  return domain.endsWith(".") ? domain.slice(0, -1) : domain;
}

function isLocal(local: string): boolean {
  if (local === "" || local.length > LOCAL_LENGTH_MAX || NOT_LOCAL.test(local)) return false;
  return !local.startsWith(".") && !local.endsWith(".") && !local.includes("..");
}

function isHost(domain: string): boolean {
  const labels = domain.split(".");
  return labels.length >= 2 && labels.every(isLabel);
}

function isLabel(label: string): boolean {
  return label !== "" && label.length <= 63 && !label.startsWith("-") && !label.endsWith("-") && !NOT_LABEL.test(label);
}
