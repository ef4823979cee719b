import { getPublicSuffix } from "tldts";
import { decodePunycode, encodePunycode } from "../../../domain/punycode.ts";
import { err, ok, type Result } from "../../../domain/result.ts";

/** The longest line that is looked at; a name that DNS can carry has 253 characters. */
export const HOST_LINE_CHARS_MAX = 1024;
const NAME_CHARS_MAX = 253;
const LABEL_CHARS_MAX = 63;

/** A registrable host name: what stands left of its public suffix, and the suffix (a private one such as `github.io` too). */
export type Host = {
  /** Lower case, A-labels, no trailing dot: the form that DNS sees and that lists are compared in. */
  readonly ascii: string;
  /** The same with U-labels: the form that a person sees. */
  readonly unicode: string;
  /** U-labels left of the suffix, in order; the last one is the label that somebody registered. Never empty. */
  readonly labels: readonly string[];
  /** U-labels of the public suffix. */
  readonly suffix: readonly string[];
  /** The host is a platform under whose name others register, such as `github.io`: nobody's shop, and everybody's. */
  readonly isPlatform: boolean;
  /** Some label begins like an A-label and encodes nothing that a browser shows. DNS resolves it all the same. */
  readonly hasBogusLabel: boolean;
};

/** Why a text is not a host that could pose as a brand. */
export type NotAHost =
  | "empty"
  | "too-long"
  | "control-character"
  | "white-space"
  | "url"
  | "user-info"
  | "port"
  | "ip-literal"
  | "empty-label"
  | "label-too-long"
  | "character"
  | "single-label"
  | "public-suffix";

/** UTS #46 maps these to nothing, so a browser opens the name without them; hosts in the wild carry soft hyphens. */
const IGNORED = /\u00ad|\u200b|\u2060|\u2064|\ufeff|[\ufe00-\ufe0f]/gu;
const LABEL_SEPARATORS = /[\u3002\uff0e\uff61]/gu;
const ASCII_NAME = /^[a-z0-9._-]+$/;
const IPV4_LIKE = /^(?:\d+|0x[0-9a-f]*)$/;
const U_LABEL = /^(?:\p{L}|\p{M}|\p{N}|\u00b7|\u30fb|\u200c|\u200d|[_-])+$/u;
const SUFFIX_OPTIONS = {
  extractHostname: false,
  validateHostname: false,
  detectIp: false,
} as const;

/**
 * Reads one line as a host name, the way a browser would: case and width folded, full stops of other scripts taken as
 * dots, invisible characters that IDNA ignores dropped, A-labels decoded and checked by encoding them again; one that encodes
 * nothing stays as it stands. Underscores
 * and hyphens at the edges of a label are let through, since such names resolve. A URL, a port, user information or an IP
 * address is refused by its own reason: it names more or less than a host. Linear in the length of the text.
 * @see UTS #46, RFC 5891, RFC 3492
 */
export function parseHost(text: string): Result<Host, NotAHost> {
  if (text.length > HOST_LINE_CHARS_MAX) return err("too-long");
  const trimmed = text.trim();
  const given = ASCII_NAME.test(trimmed) ? ok(trimmed) : foldName(trimmed);
  if (!given.ok) return given;
  const name = given.value.endsWith(".") ? given.value.slice(0, -1) : given.value;
  if (name === "") return err("empty");
  const asciiLabels: string[] = [];
  const unicodeLabels: string[] = [];
  let hasBogusLabel = false;
  for (const label of name.split(".")) {
    const read = readLabel(label);
    if (!read.ok) return read;
    asciiLabels.push(read.value.ascii);
    unicodeLabels.push(read.value.unicode);
    hasBogusLabel ||= read.value.isBogus === true;
  }
  const last = asciiLabels[asciiLabels.length - 1] ?? "";
  if (IPV4_LIKE.test(last)) return err("ip-literal");
  const ascii = asciiLabels.join(".");
  if (ascii.length > NAME_CHARS_MAX) return err("too-long");
  if (asciiLabels.length === 1) return err("single-label");
  const cutAt = (allowPrivateDomains: boolean) => {
    const suffix = getPublicSuffix(ascii, { ...SUFFIX_OPTIONS, allowPrivateDomains }) ?? last;
    return asciiLabels.length - suffix.split(".").length;
  };
  const cut = cutAt(true);
  const isPlatform = cut <= 0;
  const registryCut = isPlatform ? cutAt(false) : cut;
  if (registryCut <= 0) return err("public-suffix");
  return ok({
    ascii,
    unicode: unicodeLabels.join("."),
    labels: unicodeLabels.slice(0, registryCut),
    suffix: unicodeLabels.slice(registryCut),
    isPlatform,
    hasBogusLabel,
  });
}

function foldName(trimmed: string): Result<string, NotAHost> {
  if (trimmed === "") return err("empty");
  if (/\p{Cc}/u.test(trimmed)) return err("control-character");
  const folded = trimmed
    .replace(IGNORED, "")
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFKC")
    .replace(LABEL_SEPARATORS, ".");
  if (folded === "") return err("empty");
  if (/\s/u.test(folded)) return err("white-space");
  if (/[/\\?#]/.test(folded)) return err("url");
  if (folded.includes("@")) return err("user-info");
  if (folded.startsWith("[") || (folded.match(/:/g)?.length ?? 0) > 1) return err("ip-literal");
  if (folded.includes(":")) return err("port");
  return ok(folded);
}

type ReadLabel = { readonly ascii: string; readonly unicode: string; readonly isBogus?: true };

function readLabel(label: string): Result<ReadLabel, NotAHost> {
  if (label === "") return err("empty-label");
  if (label.startsWith("xn--")) {
    if (label.length > LABEL_CHARS_MAX) return err("label-too-long");
    return ASCII_NAME.test(label) ? ok(decodeLabel(label)) : err("character");
  }
  if (ASCII_NAME.test(label)) {
    return label.length > LABEL_CHARS_MAX ? err("label-too-long") : ok({ ascii: label, unicode: label });
  }
  if (!U_LABEL.test(label)) return err("character");
  const encoded = encodePunycode(label);
  if (!encoded.ok) return err("label-too-long");
  const ascii = `xn--${encoded.value}`;
  return ascii.length > LABEL_CHARS_MAX ? err("label-too-long") : ok({ ascii, unicode: label });
}

/** An A-label counts only if it is what its own U-label encodes to: anything else is a spelling that no browser shows. */
function decodeLabel(label: string): ReadLabel {
  const bogus = { ascii: label, unicode: label, isBogus: true } as const;
  const decoded = decodePunycode(label.slice(4));
  if (!decoded.ok) return bogus;
  const unicode = decoded.value;
  if (!U_LABEL.test(unicode) || ASCII_NAME.test(unicode)) return bogus;
  if (unicode.normalize("NFC") !== unicode || unicode.toLowerCase() !== unicode) return bogus;
  const encoded = encodePunycode(unicode);
  return encoded.ok && `xn--${encoded.value}` === label ? { ascii: label, unicode } : bogus;
}
