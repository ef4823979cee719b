import { sha256 } from "@noble/hashes/sha2.js";
import { utf8 } from "../utf8.ts";

/** Who may come: whoever registered within a window. Times are milliseconds since the epoch. */
export type RegistrationTerms = {
  readonly opensAtMs: number;
  readonly closesAtMs: number;
  /** Over how many objects registrations are spread: 200,000 people in a second are more than one can write. */
  readonly shards: number;
  /** Present where who registers has to be invited. */
  readonly invite?: "required" | undefined;
};

/** Whether each who is invited is promised a unit: where no draw comes between. */
export function promisesUnit({
  registration,
  draw,
}: {
  readonly registration?: RegistrationTerms | undefined;
  readonly draw?: object | undefined;
}): boolean {
  return registration?.invite === "required" && draw === undefined;
}

export const REGISTRATION_PHASES = ["scheduled", "open", "closed"] as const;
export type RegistrationPhase = (typeof REGISTRATION_PHASES)[number];

/** Half-open, as all times of a sale are: at the moment of closing it is closed. */
export function registrationPhase({ opensAtMs, closesAtMs }: RegistrationTerms, nowMs: number): RegistrationPhase {
  if (nowMs >= closesAtMs) return "closed";
  return nowMs < opensAtMs ? "scheduled" : "open";
}

/** The shard that keeps an account's registration: always the same one, so that an account has one at most. */
export function shardOf(account: string, { shards }: Pick<RegistrationTerms, "shards">): number {
  const digest = sha256(utf8(account));
  return new DataView(digest.buffer, digest.byteOffset).getUint32(0) % shards;
}
