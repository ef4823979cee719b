import type { ClusterPlace, ClusterStore, CutPair, KnownCut } from "../../identity/cluster/cluster-store.ts";
import type { Grade } from "../../identity/cluster/evidence.ts";
import type { AccountNodes, CutList, SaleBacking } from "../backing.ts";
import type { Rows } from "../memory/rows.ts";

/** What there is one of: the list of all cuts. */
const ALL_CUTS = "cuts";
const NO_CUTS: CutList = { inForce: [], latestSeq: 0 };

type ClusterTables = {
  readonly nodes: Rows<AccountNodes>;
  readonly cuts: Rows<KnownCut>;
  readonly cutList: Rows<CutList>;
  readonly fold: () => void;
  readonly backing: Pick<SaleBacking, "clusterChildren" | "clusterMembers" | "accountsAlone">;
};

/** Clusters of accounts, and what staff said of them. */
export function clusterRows(tables: ClusterTables): ClusterStore {
  return { ...forestRows(tables), ...cutRows(tables) };
}

function forestRows({ nodes, fold, backing }: ClusterTables) {
  const placesIn = (grade: Grade, accounts: readonly string[]): ReadonlyMap<string, ClusterPlace> => {
    const asked = new Set(accounts);
    const places = new Map<string, ClusterPlace>();
    for (const account of asked) {
      const node = nodes.get(account)?.[grade];
      if (node === undefined) continue;
      const parent = node.joined?.parent;
      places.set(account, { parent, sums: node.sums });
      if (parent !== undefined) asked.add(parent);
    }
    return places;
  };
  return {
    findClusterNode: (grade, account) => nodes.get(account)?.[grade],
    findClusterPlaces(accounts) {
      // Brings all of them into memory at once; what they stand under are few.
      nodes.getAll(accounts);
      return { attempted: placesIn("attempted", accounts), held: placesIn("held", accounts) };
    },
    writeClusterNodes(grade, written) {
      for (const [account, node] of written) nodes.put(account, { ...nodes.get(account), [grade]: node });
    },
    clusterChildren(grade, account) {
      fold();
      return backing.clusterChildren(grade, account);
    },
    clusterMembers(grade, root) {
      fold();
      return backing.clusterMembers(grade, root);
    },
  } satisfies Partial<ClusterStore>;
}

function cutRows({ cuts, cutList, fold, backing }: ClusterTables) {
  const all = () => cutList.get(ALL_CUTS) ?? NO_CUTS;
  return {
    findCut: ({ account, other }) => cuts.get(`${account} ${other}`),
    writeCut(cut) {
      const { account, other, seq } = cut;
      const { inForce, latestSeq } = all();
      const others = inForce.filter((pair) => pair.account !== account || pair.other !== other);
      const pairs = cut.inForce ? [...others, { account, other }].sort(byNames) : others;
      cutList.put(ALL_CUTS, { inForce: pairs, latestSeq: Math.max(latestSeq, seq) });
      cuts.put(`${account} ${other}`, cut);
    },
    cutsInForce: () => all().inForce,
    latestCutSeq: () => all().latestSeq,
    accountsAlone(accounts) {
      fold();
      return backing.accountsAlone(accounts);
    },
  } satisfies Partial<ClusterStore>;
}

function byNames(a: CutPair, b: CutPair): number {
  return `${a.account} ${a.other}` < `${b.account} ${b.other}` ? -1 : 1;
}
