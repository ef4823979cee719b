import type { ClusterEdge, ClusterReport, SharedThing } from "../../domain/identity/cluster-report.ts";
import type { Line } from "../charts/graph-layout.ts";

/** A cluster as its page shows it to one person. */
export type ClusterView = ClusterReport & { readonly mayCut: boolean };

const KIND_WORDS: ReadonlyMap<string, string> = new Map([
  ["browser", "browser key"],
  ["device", "device"],
  ["payment", "payment instrument"],
  ["email", "mailbox"],
  ["phone", "telephone"],
  ["household", "address"],
  ["building", "building"],
  ["created", "day of registration"],
]);

/** What two accounts share, in words: "device and address". */
export function kindsWords(kinds: readonly string[]): string {
  const words = kinds.map((kind) => KIND_WORDS.get(kind) ?? kind);
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** Numbers by which tables and picture call the accounts, from 1. */
export function numbersOf({ accounts }: Pick<ClusterView, "accounts">): ReadonlyMap<string, number> {
  return new Map(accounts.map(({ account }, at) => [account, at + 1]));
}

/** What the picture draws: accounts first, then hubs; lines by place. */
export type ClusterGraph = {
  readonly hubs: readonly SharedThing[];
  readonly lines: readonly Line[];
  /** For each line its edge; undefined for one that leads to a hub. */
  readonly edges: readonly (ClusterEdge | undefined)[];
};

/** Leaves out what leads to accounts that the page does not show. */
export function clusterGraph({ accounts, edges, shared }: ClusterView): ClusterGraph {
  const placeOf = new Map(accounts.map(({ account }, at) => [account, at]));
  const hubs = shared.filter(({ isHub }) => isHub);
  const lines: Line[] = [];
  const drawn: (ClusterEdge | undefined)[] = [];
  const draw = (from: number | undefined, to: number | undefined, edge?: ClusterEdge) => {
    if (from === undefined || to === undefined) return;
    lines.push([from, to]);
    drawn.push(edge);
  };
  for (const edge of edges) draw(placeOf.get(edge.account), placeOf.get(edge.other), edge);
  for (const [at, { members }] of hubs.entries()) {
    for (const member of members) draw(placeOf.get(member), accounts.length + at);
  }
  return { hubs, lines, edges: drawn };
}

/** The address of a cluster. */
export function clusterHref(saleId: string, account?: string): string {
  const list = `/console/sales/${encodeURIComponent(saleId)}/clusters`;
  return account === undefined ? list : `${list}/${encodeURIComponent(account)}`;
}
