import { decodeTime, ulid } from "ulid";

/** Ids name their sale, so that a call by id finds its object without a directory. */
export type RecordKind = "dec" | "hold" | "chl";

const SALE_ID = /^[a-z0-9][a-z0-9-]{0,62}$/;
const RECORD_ID = /^(dec|hold|chl)_([a-z0-9][a-z0-9-]{0,62})_([0-9A-HJKMNP-TV-Z]{26})$/;

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

/** Name of the object that draws an order for a sale; holds no personal data. */
export function drawObjectName(saleId: string): string {
  return `draw/v1/${saleId}`;
}

/** Name of the object that owns a sale. Versioned, so that a later layout can stand beside this one; holds no personal data. */
export function saleObjectName(saleId: string): string {
  return `sale/v1/${saleId}`;
}
