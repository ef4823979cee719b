import type { ClusterNode, ClusterPlace, ClusterPlaces } from "../domain/identity/cluster/cluster-store.ts";
import type { Grade } from "../domain/identity/cluster/evidence.ts";

/** One account's place in one grade. */
export type PlaceRow = readonly [grade: Grade, account: string, place: ClusterPlace];

/** Where accounts stand, kept in memory. */
export type KeptPlaces = {
  /** Places of some accounts and of all that they stand under; what is not kept is read. */
  readonly find: (accounts: readonly string[]) => ClusterPlaces;
  /** Keeps what was written. */
  readonly note: (grade: Grade, nodes: ReadonlyMap<string, ClusterNode>) => void;
  /** Forgets everything: what was written did not stay, or somebody else wrote. */
  readonly discard: () => void;
};

/** Accounts whose places are kept. When one more comes, all of them are forgotten and read again as they are asked for. */
const ACCOUNTS_MAX = 20_000;

/**
 * Keeps places from one checkout to the next: everybody in a farm or a hostel is compared with the same few dozen accounts,
 * which stand on as many pages of the database. Only an object writes its rows, so what it has read is true until it writes.
 * @param read both grades of some accounts and of all that these stand under in either; no row where an account has no place
 */
export function keptPlaces(read: (accounts: readonly string[]) => Iterable<PlaceRow>): KeptPlaces {
  const kept = new Map<string, { readonly [grade in Grade]?: ClusterPlace }>();

  function learn(accounts: readonly string[]): void {
    if (kept.size + accounts.length > ACCOUNTS_MAX) kept.clear();
    for (const account of accounts) kept.set(account, {});
    for (const [grade, account, place] of read(accounts)) kept.set(account, { ...kept.get(account), [grade]: place });
  }

  function placesIn(grade: Grade, accounts: readonly string[]): ReadonlyMap<string, ClusterPlace> {
    const asked = new Set(accounts);
    const places = new Map<string, ClusterPlace>();
    for (const account of asked) {
      if (!kept.has(account)) learn([account]);
      const place = kept.get(account)?.[grade];
      if (place === undefined) continue;
      places.set(account, place);
      if (place.parent !== undefined) asked.add(place.parent);
    }
    return places;
  }

  return {
    find(accounts) {
      const unknown = accounts.filter((account) => !kept.has(account));
      if (unknown.length > 0) learn(unknown);
      return { tried: placesIn("tried", accounts), claimed: placesIn("claimed", accounts) };
    },
    note(grade, nodes) {
      for (const [account, { joined, sums }] of nodes) {
        const places = kept.get(account);
        if (places !== undefined) kept.set(account, { ...places, [grade]: { parent: joined?.parent, sums } });
      }
    },
    discard: () => kept.clear(),
  };
}
