import { err, ok, type Result } from "../../domain/result.ts";

/** Names that lead into a network of one's own, whatever it is (RFC 6761, RFC 6762, RFC 8375, RFC 9476). */
const PRIVATE_NAMES = [
  "localhost",
  "local",
  "internal",
  "intranet",
  "lan",
  "home",
  "corp",
  "private",
  "home.arpa",
  "alt",
];
/**
 * Where a webhook may be: an address of https on the public internet, by name, on the usual port or any above 1023. Names whose
 * servers lead them to private addresses are the network's to refuse: a Worker on Cloudflare reaches none.
 * @param isDevelopment http and this machine are allowed, so that a shop can be tried out
 * @returns the address in its canonical spelling, or what is wrong with it
 */
export function readWebhookUrl(text: string, isDevelopment: boolean): Result<string, string> {
  if (!URL.canParse(text)) return err("is not an address: begin with https:// and name a host");
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") {
    return err("carries a password: take it out, a signature says who calls");
  }
  if (url.hash !== "") return err("has a part after #, which is never sent");
  if (url.protocol !== "https:" && !(isDevelopment && url.protocol === "http:")) {
    return err("must begin with https://, so that nobody on the way reads or changes events");
  }
  if (isDevelopment) return ok(url.href);
  if (url.hostname.startsWith("[") || /^[0-9.]+$/.test(url.hostname)) {
    return err("names a number as its host: name the host, so that it is known to be a public one");
  }
  const labels = url.hostname.replace(/\.$/, "").split(".");
  const isPrivate = PRIVATE_NAMES.some((name) => `.${labels.join(".")}`.endsWith(`.${name}`));
  if (labels.length < 2 || isPrivate) return err("names a host of a private network: events go to public hosts alone");
  if (url.port !== "" && Number(url.port) < 1024)
    return err("names a port of another service: use 443, or one above 1023");
  return ok(url.href);
}
