import { decodeTime, ulid } from "ulid";
import { WORKS, type Work } from "./challenge/proof-of-work.ts";

/** Ids name their sale, so that a call by id finds its object without a directory. */
export type RecordKind = "dec" | "hold" | "chl" | "inv";

const SALE_ID = /^[a-z0-9][a-z0-9-]{0,62}$/;
const RECORD_ID = /^(dec|hold|chl|inv)_([a-z0-9][a-z0-9-]{0,62})_([0-9A-HJKMNP-TV-Z]{26})$/;

const REGISTRATION_ID = /^reg_([a-z0-9][a-z0-9-]{0,62})_(0|[1-9][0-9]?)_([0-9A-HJKMNP-TV-Z]{26})$/;

const ULID_MAX = "7ZZZZZZZZZZZZZZZZZZZZZZZZZ";

export function isSaleId(text: string): boolean {
  return SALE_ID.test(text);
}

/**
 * A fresh id such as `dec_mi3-1_01JD...`. The last part is a ULID: it sorts by time and its 80 random bits come from `random`.
 * @param random uniform numbers in [0, 1)
 * @see https://github.com/ulid/spec
 */
export function newRecordId(kind: RecordKind, saleId: string, nowMs: number, random: () => number): string {
  return `${kind}_${saleId}_${ulid(nowMs, random)}`;
}

const CHALLENGE_ID = /^(chl_[a-z0-9-]+_.{10})(.)(.{15})$/;

/**
 * A fresh id of a challenge. The letter after its time says how much work its proof of work is, so that a puzzle can be made for it
 * without asking its sale: a changed id is that of no challenge. The letter is a digit, the power of two; 75 bits stay random.
 */
export function newChallengeId(saleId: string, work: Work, nowMs: number, random: () => number): string {
  return newRecordId("chl", saleId, nowMs, random).replace(
    CHALLENGE_ID,
    (_, before, _letter, after) => `${before}${WORKS.indexOf(work)}${after}`,
  );
}

/** How much work a proof of work for a challenge is, by its id; what names none is the usual work. */
export function workOfChallenge(challengeId: string): Work {
  const letter = CHALLENGE_ID.exec(challengeId)?.[2] ?? "";
  return WORKS.find((_, power) => letter === String(power)) ?? 1;
}

/** A fresh id of an event: it sorts by time. */
export function newEventId(nowMs: number, random: () => number): string {
  return `evt_${ulid(nowMs, random)}`;
}

export function isEventId(text: string): boolean {
  return /^evt_[0-9A-HJKMNP-TV-Z]{26}$/.test(text);
}

/** A fresh `jti` for a token that is kept in no record. */
export function newTokenId(nowMs: number, random: () => number): string {
  return ulid(nowMs, random);
}

/**
 * Takes a record id apart; undefined for any text that is not one of the given kind.
 * @returns its sale, and when it was made, in milliseconds since the epoch: its word, which anybody can write
 */
export function parseRecordId(kind: RecordKind, text: string): { saleId: string; madeAtMs: number } | undefined {
  const match = RECORD_ID.exec(text);
  if (match === null || match[1] !== kind || match[2] === undefined || match[3] === undefined) return undefined;
  // The first ten letters of a ULID are its time in 48 bits; a first letter above 7 would not fit.
  if (match[3] > ULID_MAX) return undefined;
  return { saleId: match[2], madeAtMs: decodeTime(match[3]) };
}

/** Which object keeps a registration. */
export type RegisterPlace = { readonly saleId: string; readonly shard: number };

/** A fresh id such as `reg_mi3-1_7_01JD...`: it names its sale and its shard. */
export function newRegistrationId({ saleId, shard }: RegisterPlace, nowMs: number, random: () => number): string {
  return `reg_${saleId}_${shard}_${ulid(nowMs, random)}`;
}

/** Takes the id of a registration apart; undefined for any other text. Its shard is only claimed: any text can name one. */
export function parseRegistrationId(text: string): RegisterPlace | undefined {
  const [, saleId, shard] = REGISTRATION_ID.exec(text) ?? [];
  return saleId === undefined || shard === undefined ? undefined : { saleId, shard: Number(shard) };
}

/** Name of the object that keeps one shard of a sale's registrations; holds no personal data. */
export function registerObjectName({ saleId, shard }: RegisterPlace): string {
  return `register/v1/${saleId}/${shard}`;
}

/** Name of the object that owns the invites of a sale; holds no personal data. */
export function invitesObjectName(saleId: string): string {
  return `invites/v1/${saleId}`;
}

/** Name of the object that counts the visits of a sale by network; holds no personal data. */
export function visitsObjectName(saleId: string): string {
  return `visits/v1/${saleId}`;
}

/** Name of the object that keeps what one number wrote to one adapter of text messages; the number is a pseudonym. */
export function conversationObjectName(adapterId: string, number: string): string {
  return `conversation/v1/${adapterId}/${number}`;
}

/** Takes the name of a conversation apart. */
export function parseConversationName(name: string | undefined): { readonly adapterId: string } {
  return { adapterId: name?.split("/")[2] ?? "" };
}

/** Name of the object that draws an order for a sale; holds no personal data. */
export function drawObjectName(saleId: string): string {
  return `draw/v1/${saleId}`;
}

/** Name of the object that owns a sale. Versioned, so that a later layout can stand beside this one; holds no personal data. */
export function saleObjectName(saleId: string): string {
  return `sale/v1/${saleId}`;
}
