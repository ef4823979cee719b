import { fromHex, HASH_BYTES } from "../domain/draw/bytes.ts";
import { SHARED_KEY_BYTES } from "../domain/draw/groups.ts";
import {
  NEAR_BYTES,
  packedNearKeys,
  type RegistrationEvidence,
  SHARED_KINDS,
  sharedKeys,
} from "../domain/registration/evidence.ts";
import type { Registration } from "../domain/registration/registration.ts";

/** Bytes of all that one entry may share. */
export const SHARED_BYTES = SHARED_KINDS.length * SHARED_KEY_BYTES;

/** Some entries of one register, as columns. */
export type EntryPage = {
  readonly registrationIds: readonly string[];
  /** 32 bytes each. */
  readonly entries: Uint8Array;
  /** `SHARED_BYTES` each. */
  readonly keys: Uint8Array;
  /** `NEAR_BYTES` each. */
  readonly near: Uint8Array;
};

/** One entry with what it is judged by. */
export type JudgedRow = {
  readonly registrationId: string;
  readonly entry: string;
  readonly evidence: RegistrationEvidence | undefined;
};

/** Some who came after the seconds of a fair window. */
export type LatePage = {
  /** Seconds before this moment are over: nobody is recorded in them any more. */
  readonly overMs: number;
  readonly rows: readonly Pick<Registration, "registrationId" | "entry" | "recordedAtMs">[];
};

export function entryPage(rows: readonly Registration[]): EntryPage {
  const entries = new Uint8Array(rows.length * HASH_BYTES);
  const keys = new Uint8Array(rows.length * SHARED_BYTES);
  const near = new Uint8Array(rows.length * NEAR_BYTES);
  for (const [at, { entry, evidence }] of rows.entries()) {
    entries.set(fromHex(entry) ?? new Uint8Array(HASH_BYTES), at * HASH_BYTES);
    if (evidence === undefined) continue;
    keys.set(sharedKeys(evidence), at * SHARED_BYTES);
    near.set(packedNearKeys(evidence), at * NEAR_BYTES);
  }
  return { registrationIds: rows.map(({ registrationId }) => registrationId), entries, keys, near };
}
