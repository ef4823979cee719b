import * as z from "zod";

export const PLATFORMS = ["windows", "apple", "linux"] as const;
export const ENGINES = ["chromium", "firefox", "webkit"] as const;

/** Longest word that is kept of what a browser or the edge says. */
export const EDGE_WORD_CHARS_MAX = 64;
const word = z.string().max(EDGE_WORD_CHARS_MAX).optional();

/** What a browser claims to be by its `User-Agent`, coarsely. */
const claim = z.strictObject({
  /** Android and ChromeOS are Linux here, and telephones and tablets of Apple are Apple: pages that ask for a desktop's layout say so. */
  platform: z.enum(PLATFORMS).optional(),
  engine: z.enum(ENGINES).optional(),
  /** Major version of the engine's browser. */
  version: z.int().nonnegative().optional(),
  mobile: z.boolean(),
  /** Part of an app, which may have changed what is sent. */
  inApp: z.boolean(),
});

/** What a request says by a signature of who makes it, where it says something. */
const signedAgent = z.strictObject({
  /** By a key of an agent that this deployment knows. */
  verified: z.boolean(),
  /** The agent's address, as the settings have it. */
  name: z.string().optional(),
});

/**
 * What the edge saw of one request of a browser: its network, its TLS, and its headers, of which only classes are kept. A visit carries
 * it to the checkout, since a shop's call says nothing of the buyer's browser. Everything but the network is the sender's to choose.
 */
export const edgeFacts = z.strictObject({
  asn: z.int().nonnegative().optional(),
  tlsVersion: word,
  tlsCipher: word,
  /** JA4, or the hash of JA3; only where the plan has it. */
  tlsFingerprint: word,
  /** Such as `HTTP/2`. */
  protocol: word,
  claim: claim.optional(),
  /** By `Sec-CH-UA` and its like; absent where none came. */
  hints: z
    .strictObject({
      platform: z.enum(PLATFORMS).optional(),
      mobile: z.boolean().optional(),
      /** Major version of Chromium. */
      version: z.int().nonnegative().optional(),
      headless: z.boolean(),
    })
    .optional(),
  /** Primary subtag of the first language that it asks for. */
  language: z.string().max(8).optional(),
  /** It came with `Sec-Fetch-Mode`. */
  fetchMetadata: z.boolean(),
  agent: signedAgent.optional(),
});

export type EdgeFacts = z.infer<typeof edgeFacts>;
export type SignedAgent = z.infer<typeof signedAgent>;
export type BrowserClaim = z.infer<typeof claim>;
export type Platform = (typeof PLATFORMS)[number];
