import { EDGE_WORD_CHARS_MAX, type EdgeFacts } from "./edge-facts.ts";
import { claimOf, platformOf } from "./user-agent.ts";

/** What is read of a request, by whatever carries it. Headers by name in lower case. */
export type EdgeRequest = {
  readonly header: (name: string) => string | null | undefined;
  /** What Cloudflare says of the connection; anything at all where it does not. */
  readonly cf: { readonly [name: string]: unknown };
};

/** Chromium's own name in its list of brands; the others vary by vendor and on purpose. */
const CHROMIUM_BRAND = /"(?:Chromium|HeadlessChrome)";\s?v="(\d{1,4})/;
const LANGUAGE = /^\s*([A-Za-z]{2,8})(?=[-,;\s]|$)/;

/** What the edge saw of a request of a browser, in classes. Never fails: what cannot be read is absent. */
export function readEdge({ header, cf }: EdgeRequest): EdgeFacts {
  const bots = botManagementOf(cf);
  const { asn } = cf;
  return {
    asn: typeof asn === "number" && Number.isSafeInteger(asn) && asn >= 0 ? asn : undefined,
    tlsVersion: word(cf.tlsVersion),
    tlsCipher: word(cf.tlsCipher),
    tlsFingerprint: word(bots.ja4) ?? word(bots.ja3Hash),
    protocol: word(cf.httpProtocol),
    claim: claimOf(header("user-agent") ?? ""),
    hints: hintsOf(header),
    language: LANGUAGE.exec(header("accept-language") ?? "")?.[1]?.toLowerCase(),
    fetchMetadata: header("sec-fetch-mode") != null,
  };
}

/** Cloudflare's score of a request, 1 for a program to 99 for a person; absent where the plan has none. */
export function botScoreOf(cf: EdgeRequest["cf"]): number | undefined {
  const score = botManagementOf(cf).score ?? cf.clientTrustScore;
  return typeof score === "number" && score >= 1 && score <= 99 ? score : undefined;
}

function botManagementOf(cf: EdgeRequest["cf"]): EdgeRequest["cf"] {
  return isRecord(cf.botManagement) ? cf.botManagement : {};
}

function hintsOf(header: EdgeRequest["header"]): EdgeFacts["hints"] {
  const brands = header("sec-ch-ua");
  const platform = header("sec-ch-ua-platform");
  const mobile = header("sec-ch-ua-mobile");
  if (brands == null && platform == null && mobile == null) return undefined;
  const version = CHROMIUM_BRAND.exec(brands ?? "")?.[1];
  return {
    platform: platformOf(platform ?? ""),
    mobile: mobile === "?1" ? true : mobile === "?0" ? false : undefined,
    version: version === undefined ? undefined : Number(version),
    headless: brands?.includes("HeadlessChrome") ?? false,
  };
}

function word(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value.slice(0, EDGE_WORD_CHARS_MAX) : undefined;
}

function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null;
}
