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

/** Wycheproof's files on Ed25519 and ECDSA P-256; undefined where the recordings are not on this machine. */
export const WYCHEPROOF = read.wycheproof;
