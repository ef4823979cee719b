import { err, ok, type Result } from "../../../domain/result.ts";
import { type Host, type NotAHost, parseHost } from "./parse-host.ts";

/** The longest address that is read; longer ones are refused whole. */
export const SELLER_URL_CHARS_MAX = 2048;

/** Where somebody sells: a host, and the path of the page in a form that prefixes can be compared in. */
export type SellerUrl = { readonly host: Host; readonly path: readonly string[] };

export type NotASellerUrl = NotAHost | "scheme" | "path";

const SCHEME = /^([a-z][a-z0-9+.-]*):\/\//i;

/**
 * Reads an address that a buyer or a partner typed: `https`, `http` or no scheme, host, optional port, path. Query and
 * fragment are left out, since no page is told apart by them here. User information is refused: its only use today is to
 * make `https://brand.example@shop.example` look like the brand. The path comes back as decoded segments; dot segments,
 * encoded slashes and broken escapes are refused, because two readers would disagree about where they lead.
 */
export function parseSellerUrl(text: string): Result<SellerUrl, NotASellerUrl> {
  const trimmed = text.trim();
  if (trimmed.length > SELLER_URL_CHARS_MAX) return err("too-long");
  if (/\p{Cc}/u.test(trimmed)) return err("control-character");
  if (trimmed.includes("\\")) return err("path");
  const scheme = SCHEME.exec(trimmed);
  if (scheme && !/^https?$/i.test(scheme[1] ?? "")) return err("scheme");
  const rest = scheme ? trimmed.slice(scheme[0].length) : trimmed;
  const authorityEnd = rest.search(/[/?#]/);
  const authority = authorityEnd < 0 ? rest : rest.slice(0, authorityEnd);
  if (authority.includes("@")) return err("user-info");
  const host = parseHost(authority.replace(/:\d{1,5}$/, ""));
  if (!host.ok) return host;
  const pathText = (authorityEnd < 0 ? "" : rest.slice(authorityEnd)).replace(/[?#].*$/s, "");
  const path = readPath(pathText);
  return path === undefined ? err("path") : ok({ host: host.value, path });
}

function readPath(text: string): readonly string[] | undefined {
  const segments: string[] = [];
  for (const raw of text.split("/")) {
    if (raw === "") continue;
    const segment = decodeSegment(raw);
    if (segment === undefined || segment === "." || segment === ".." || /[/\\\p{Cc}]/u.test(segment)) return undefined;
    segments.push(segment);
  }
  return segments;
}

/** `decodeURIComponent` is in ECMAScript itself; it throws on broken escapes, which are input here. */
function decodeSegment(raw: string): string | undefined {
  try {
    return decodeURIComponent(raw).normalize("NFC");
  } catch {
    return undefined;
  }
}
