import { PUBLIC_KEY_BYTES } from "../beacon.ts";
import { fromHex } from "../bytes.ts";
import { DRAW_SPEC } from "../statements.ts";
import { type Check, count, countsBy, hash, instant, listOf, literal, objectOf, text } from "./shapes.ts";

/** What a verifier reads of each kind of statement. */
export const charterBody = objectOf({
  spec: literal(DRAW_SPEC),
  sale: text,
  units: count,
  registration: objectOf({ opensAt: instant, closesAt: instant }),
  limits: objectOf({ perHousehold: count }),
  drawAt: instant,
  beacon: objectOf({
    chain: hash,
    publicKey: (value: unknown): value is string => text(value) && fromHex(value, PUBLIC_KEY_BYTES) !== undefined,
    genesis: count,
    period: count,
    round: count,
  }),
  leadSeconds: count,
  weightMax: count,
});
export type CharterBody = typeof charterBody extends Check<infer T> ? T : never;

export const commitmentBody = objectOf({
  charter: hash,
  n: count,
  root: hash,
  eligible: count,
  shared: count,
  excluded: objectOf({ automation: count, identity: count, eligibility: count }),
  withdrawn: count,
  weights: countsBy(/^[1-8]$/),
  round: count,
  frozenAt: instant,
});
export type CommitmentBody = typeof commitmentBody extends Check<infer T> ? T : never;

export const postponedBody = objectOf({ from: count, round: count });
export const signatureBody = objectOf({ round: count, signature: text });
export const ownSecretBody = objectOf({ round: count, ownSecret: hash });
export const resultBody = objectOf({ round: count, cutoff: hash, called: count, skippedAboveLine: count });
export const waveBody = objectOf({
  vacancies: objectOf({ unpaid: count, declined: count }),
  cutoff: hash,
  called: count,
});
export const vacancyBody = objectOf({ count, entries: listOf(hash), staff: listOf(text) });
