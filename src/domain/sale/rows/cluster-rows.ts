import type { Bearer } from "../../identity/cluster/bearer.ts";
import type {
  ClusterNode,
  ClusterPlace,
  ClusterStore,
  ClusterSums,
  KnownCut,
} from "../../identity/cluster/cluster-store.ts";
import type { Grade } from "../../identity/cluster/evidence.ts";
import type { Hold } from "../../stock/stock.ts";
import type { Journal } from "./journal.ts";

export type ClustersTables = {
  readonly clusters: Map<string, ClusterNode>;
  readonly clusterChildren: Map<string, readonly string[]>;
  readonly cuts: Map<string, KnownCut>;
  readonly holds: Map<string, Hold>;
  readonly bearers: Map<string, readonly Bearer[]>;
};

export function memoryClusters(
  { clusters, clusterChildren, cuts, holds, bearers }: ClustersTables,
  journal: Journal,
): ClusterStore {
  return {
    findClusterNode: (grade, account) => clusters.get(`${grade} ${account}`),
    findClusterPlaces(accounts) {
      const placesOf = (grade: Grade) => {
        const asked = new Set(accounts);
        const places = new Map<string, ClusterPlace>();
        for (const account of asked) {
          const node = clusters.get(`${grade} ${account}`);
          if (node === undefined) continue;
          const parent = node.joined?.parent;
          places.set(account, { parent, sums: node.sums });
          if (parent !== undefined) asked.add(parent);
        }
        return places;
      };
      return { tried: placesOf("tried"), claimed: placesOf("claimed") };
    },
    writeClusterNodes(grade, nodes) {
      for (const [account, node] of nodes) {
        const before = clusters.get(`${grade} ${account}`)?.joined?.parent;
        journal.write(clusters, `${grade} ${account}`, node);
        if (before !== undefined && before !== node.joined?.parent) {
          const children = clusterChildren.get(`${grade} ${before}`) ?? [];
          const left = children.filter((child) => child !== account);
          journal.write(clusterChildren, `${grade} ${before}`, left);
        }
        if (node.joined === undefined) continue;
        const parent = `${grade} ${node.joined.parent}`;
        const children = clusterChildren.get(parent) ?? [];
        if (!children.includes(account)) journal.write(clusterChildren, parent, [...children, account].sort());
      }
    },
    clusterChildren: (grade, account) => clusterChildren.get(`${grade} ${account}`) ?? [],
    clusterMembers(grade, root) {
      const members = [root];
      for (const member of members) members.push(...(clusterChildren.get(`${grade} ${member}`) ?? []));
      return members;
    },

    findCut: ({ account, other }) => cuts.get(`${account} ${other}`),
    writeCut: (cut) => journal.write(cuts, `${cut.account} ${cut.other}`, cut),
    cutsInForce: () =>
      [...cuts.values()]
        .filter(({ inForce }) => inForce)
        .map(({ account, other }) => ({ account, other }))
        .sort((a, b) => (`${a.account} ${a.other}` < `${b.account} ${b.other}` ? -1 : 1)),
    latestCutSeq: () => [...cuts.values()].reduce((latest, { seq }) => Math.max(latest, seq), 0),
    accountsAlone: (accounts) =>
      new Map(
        accounts.map((account) => {
          const own = [...holds.values()].filter((hold) => hold.account === account);
          const hours = [...bearers.values()]
            .flat()
            .flatMap((bearer) => (bearer.account === account ? (bearer.createdHour ?? []) : []));
          return [account, aloneSums(own, hours)];
        }),
      ),
  };
}

/** What an account did by itself. @param hours in which its bearers say that it was made */
function aloneSums(holds: readonly Hold[], hours: readonly number[]): ClusterSums {
  const unpaid = holds.filter(({ state }) => state === "released" || state === "expired");
  const kept = holds.filter(({ state }) => state === "held" || state === "sold");
  const ended = unpaid.flatMap(({ endedAtMs }) => endedAtMs ?? []);
  const createdHour = hours.length === 0 ? undefined : Math.max(...hours);
  return {
    accounts: 1,
    units: kept.reduce((units, { quantity }) => units + quantity, 0),
    paidHolds: holds.filter(({ state }) => state === "sold").length,
    unpaidHolds: unpaid.length,
    lastUnpaidAtMs: ended.length === 0 ? undefined : Math.max(...ended),
    createdFromHour: createdHour,
    createdToHour: createdHour,
  };
}
