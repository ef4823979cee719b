import { HISTORY_ACCOUNTS_MAX } from "../../limits.ts";
import type { Bearer, LinkHistory } from "./bearer.ts";

/** What the bearers of one link come to. It grows with none of them. */
export type LinkSums = {
  /** Those to compare with, in the order of their names. */
  readonly compared: readonly Bearer[];
  readonly units: number;
  /** Accounts that hold or bought under the link. */
  readonly holders: number;
  /** Accounts that brought the link, counted up to one more than is said of others. */
  readonly bearers: number;
  /** Of those who proved that the link is theirs. */
  readonly proved: {
    readonly units: number;
    readonly holders: number;
    readonly unpaidHolds: number;
    readonly lastUnpaidAtMs?: number | undefined;
  };
};

const NO_BEARER: LinkSums = {
  compared: [],
  units: 0,
  holders: 0,
  bearers: 0,
  proved: { units: 0, holders: 0, unpaidHolds: 0 },
};
export const BEARERS_COUNTED_MAX = HISTORY_ACCOUNTS_MAX + 1;

/** What bearers come to of whom every one is known. */
export function sumsOf(bearers: Iterable<Bearer>): LinkSums {
  let sums = NO_BEARER;
  for (const bearer of bearers) sums = sumsWith(sums, bearer, undefined);
  return sums;
}

/** The sums with one bearer written. @param before the bearer of the same account, which it takes the place of */
export function sumsWith(sums: LinkSums = NO_BEARER, bearer: Bearer, before: Bearer | undefined): LinkSums {
  const { compared, units, holders, bearers } = sums;
  const [holds, held] = [isHolder(bearer) ? 1 : 0, isHolder(before) ? 1 : 0];
  return {
    compared: comparedWith(compared, bearer, before),
    units: units + bearer.units - (before?.units ?? 0),
    holders: holders + holds - held,
    bearers: before === undefined ? Math.min(BEARERS_COUNTED_MAX, bearers + 1) : bearers,
    proved: provedWith(sums.proved, bearer, before),
  };
}

/** Whoever has proved something has for ever, and holds that ended stay ended: the last of them never becomes an earlier one. */
function provedWith(sums: LinkSums["proved"], bearer: Bearer, before: Bearer | undefined): LinkSums["proved"] {
  if (!bearer.proved) return sums;
  const counted = before?.proved === true ? before : undefined;
  const [holds, held] = [isHolder(bearer) ? 1 : 0, isHolder(counted) ? 1 : 0];
  const ends = [sums.lastUnpaidAtMs, bearer.lastUnpaidAtMs].flatMap((atMs) => atMs ?? []);
  return {
    units: sums.units + bearer.units - (counted?.units ?? 0),
    holders: sums.holders + holds - held,
    unpaidHolds: sums.unpaidHolds + bearer.unpaidHolds - (counted?.unpaidHolds ?? 0),
    lastUnpaidAtMs: ends.length === 0 ? undefined : Math.max(...ends),
  };
}

function isHolder(bearer: Bearer | undefined): boolean {
  return bearer !== undefined && bearer.units > 0;
}

/** What one account sees of a link. @param own the account's own bearer */
export function historyOf(sums: LinkSums, own: Bearer | undefined): LinkHistory {
  const { holders, ...proved } = sums.proved;
  return {
    compared: sums.compared,
    own,
    units: sums.units,
    otherHolders: sums.holders - (isHolder(own) ? 1 : 0),
    otherBearers: Math.min(HISTORY_ACCOUNTS_MAX, sums.bearers - (own === undefined ? 0 : 1)),
    proved: { ...proved, otherHolders: holders - (own?.proved === true && isHolder(own) ? 1 : 0) },
  };
}

function comparedWith(compared: readonly Bearer[], bearer: Bearer, before: Bearer | undefined): readonly Bearer[] {
  if (!bearer.compared && before?.compared !== true) return compared;
  const others = before?.compared === true ? compared.filter(({ account }) => account !== bearer.account) : compared;
  if (!bearer.compared) return others;
  const at = others.findIndex(({ account }) => account > bearer.account);
  return at < 0 ? [...others, bearer] : others.toSpliced(at, 0, bearer);
}
