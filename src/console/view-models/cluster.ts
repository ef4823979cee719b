import type { Line } from "../charts/graph-layout.ts";

/** Why two accounts stand together: a part of the picture and a row of the table. */
export type ClusterEdge = {
  readonly account: string;
  readonly other: string;
  readonly kinds: readonly string[];
  readonly weight: number;
  readonly atMs: number;
  /** `tried`: by what their checkouts named; `held`: by what they held or bought with; `earlier`: known from another sale. */
  readonly by: "tried" | "held" | "earlier";
  readonly saleId: string;
};

/** Something that several accounts name. A hub is named by so many that it says little of each: a hostel, an office, a forwarder. */
export type SharedThing = {
  readonly kind: string;
  readonly pseudonym: string;
  readonly accounts: number;
  readonly members: readonly string[];
  readonly isHub: boolean;
};

/** One account of the picture. */
export type ClusterAccount = {
  readonly account: string;
  /** Known from earlier sales alone: it has not come to this one. */
  readonly isAway: boolean;
  readonly decisions: number;
  readonly units: number;
  readonly lastDecisionId?: string | undefined;
};

/** Two accounts that staff took apart. */
export type ClusterCut = {
  readonly cutId: string;
  readonly account: string;
  readonly other: string;
  readonly kinds: readonly string[];
  readonly atMs: number;
  readonly by: string;
  readonly why: string;
};

export type ClusterView = {
  readonly saleId: string;
  readonly title: string;
  readonly account: string;
  /** Accounts of the cluster in this sale; the page shows at most as many as it lists. */
  readonly size: number;
  readonly accounts: readonly ClusterAccount[];
  readonly edges: readonly ClusterEdge[];
  readonly shared: readonly SharedThing[];
  readonly cuts: readonly ClusterCut[];
  readonly mayCut: boolean;
  /** How far what is shared and decided is behind the sale. */
  readonly lagMs?: number | undefined;
};

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
