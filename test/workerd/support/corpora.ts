import { env } from "cloudflare:test";
import * as z from "zod";

const corpora = z.object({
  json: z.array(z.object({ name: z.string(), base64: z.string() })),
  naughty: z.array(z.string()),
  wycheproof: z.object({ ed25519: z.string(), es256: z.string() }).optional(),
});

const read = corpora.parse(JSON.parse(env.TEST_CORPORA));

/** Files of JSONTestSuite as bytes; none where the recordings are not on this machine. */
export const JSON_FILES = read.json.map(({ name, base64 }) => ({
  name,
  bytes: Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)),
}));

/** The big list of naughty strings; none where the recordings are not on this machine. */
export const NAUGHTY_STRINGS = read.naughty;

/**
 * What one of several takers is sent of a corpus: every so-many-th entry, each taker from another one on, so that together
 * they are sent everything. With `npm test -- --whole` each is sent everything.
 */
export function shareOf<T>(corpus: readonly T[], { taker, shares }: { taker: number; shares: number }): readonly T[] {
  return env.TEST_WHOLE_CORPORA === "" ? corpus.filter((_, at) => at % shares === taker % shares) : corpus;
}

/** Wycheproof's files on Ed25519 and ECDSA P-256; undefined where the recordings are not on this machine. */
export const WYCHEPROOF = read.wycheproof;
