import type { ClusterAccount, ClusterCut, ClusterEdge } from "../../domain/identity/cluster-report.ts";
import { type ClusterView, kindsWords, numbersOf } from "../view-models/cluster.ts";
import { countOf, countWords, figureWords } from "../words/count.ts";
import { Code } from "./code.tsx";
import { DecisionLink } from "./decision-link.tsx";
import { Moment } from "./moment.tsx";
import { type Column, Table } from "./table.tsx";
import { WhyField } from "./why-form.tsx";

type Props = { readonly view: ClusterView };

const BY_WORDS: { readonly [by in ClusterEdge["by"]]: string } = {
  attempted: "named at checkouts",
  held: "held or bought with it",
  earlier: "in an earlier sale",
};

/** Why each account stands with another one, and the way to say that it does not. */
export const ClusterEdges = ({ view }: Props) => {
  const numbers = numbersOf(view);
  return (
    <Table
      label="Why these accounts stand together"
      caption="What two accounts share; from a weight of 1 on they stand together"
      rows={view.edges}
      columns={[
        {
          title: "Accounts",
          isHead: true,
          cell: ({ account, other }) => `${numbers.get(account)} and ${numbers.get(other)}`,
        },
        { title: "Both have the same", cell: ({ kinds }) => kindsWords(kinds) },
        { title: "Weight", class: "number", cell: ({ weight }) => figureWords(Number(weight.toFixed(2))) },
        {
          title: "Known by what they",
          cell: ({ by, saleId }) => (
            <>
              {BY_WORDS[by]}
              {by === "earlier" ? <span class="code"> {saleId}</span> : null}
            </>
          ),
        },
        { title: "Since", cell: ({ atMs }) => <Moment atMs={atMs} /> },
        ...ifMayCut(view, {
          title: "Wrong?",
          cell: (edge: ClusterEdge, at: number) => <CutForm view={view} edge={edge} id={`cut-${at}`} />,
        }),
      ]}
    />
  );
};

const CutForm = ({ view, edge, id }: Props & { readonly edge: ClusterEdge; readonly id: string }) => {
  const numbers = numbersOf(view);
  const pair = `${numbers.get(edge.account)} and ${numbers.get(edge.other)}`;
  return (
    <details>
      <summary>
        Cut <span class="visually-hidden">between {pair}</span>
      </summary>
      <form class="cut-form" method="post" action={`/console/sales/${encodeURIComponent(view.saleId)}/cuts`}>
        <input type="hidden" name="account" value={edge.account} />
        <input type="hidden" name="other" value={edge.other} />
        <input type="hidden" name="back" value={view.account} />
        <WhyField id={id} question={`Why do ${pair} not belong together?`} />
        <button class="button button-primary" type="submit">
          Cut: they are different people
        </button>
      </form>
    </details>
  );
};

/** The accounts by their number in the picture. */
export const ClusterAccounts = ({ view }: Props) => (
  <Table
    label="Accounts of this cluster"
    caption="Accounts, by their number in the picture"
    rows={view.accounts}
    columns={[
      { title: "Number", class: "number", cell: (_, at) => at + 1 },
      {
        title: "Account",
        isHead: true,
        cell: ({ account, isAway }) => (
          <>
            <Code>{account}</Code>
            {account === view.account ? <span class="soft small"> this one was looked up</span> : null}
            {isAway ? <span class="soft small"> Known from earlier sales, not seen in this one</span> : null}
          </>
        ),
      },
      { title: "Attempts", class: "number", cell: ({ isAway, decisions }) => (isAway ? null : countWords(decisions)) },
      {
        title: "Units held or bought",
        class: "number",
        cell: ({ isAway, units }) => (isAway ? null : countWords(units)),
      },
      { title: "Latest decision", cell: LatestDecision },
    ]}
  />
);

function LatestDecision({ isAway, lastDecisionId }: ClusterAccount, at: number) {
  if (isAway) return null;
  if (lastDecisionId === undefined) return <span class="soft">not in the archive yet</span>;
  return <DecisionLink decisionId={lastDecisionId} heard={`decision of account ${at + 1}`} />;
}

/** A column for those who may cut links. */
function ifMayCut<Row>({ mayCut }: ClusterView, column: Column<Row>): readonly Column<Row>[] {
  return mayCut ? [column] : [];
}

/** What accounts share, hubs named as such. */
export const SharedThings = ({ view }: Props) => {
  const numbers = numbersOf(view);
  if (view.shared.length === 0) return <p class="soft">Nothing that two accounts named is in the archive yet.</p>;
  return (
    <Table
      label="What accounts share"
      caption="What several accounts of this sale named, the most shared first"
      rows={view.shared}
      columns={[
        {
          title: "What",
          isHead: true,
          cell: ({ kind, isHub }) => (
            <>
              {kindsWords([kind])} {isHub ? <span class="badge">hub: says little</span> : null}
            </>
          ),
        },
        { title: "Pseudonym", cell: ({ pseudonym }) => <Code>{pseudonym}</Code> },
        { title: "Accounts in the sale", class: "number", cell: ({ accounts }) => countWords(accounts) },
        { title: "Of these", cell: ({ members }) => numbersIn(numbers, members) },
      ]}
    />
  );
};

function numbersIn(numbers: ReadonlyMap<string, number>, members: readonly string[]): string {
  const known = members.flatMap((member) => numbers.get(member) ?? []);
  return known.sort((a, b) => a - b).join(", ");
}

/** Links that staff cut, each with the way to take it back. */
export const ClusterCuts = ({ view }: Props) => (
  <Table
    label="Links that staff cut"
    caption="Kept apart in this and other sales of the shop, until a person takes it back. What rules say of one shared device or address stays as it is."
    rows={view.cuts}
    columns={[
      {
        title: "Accounts",
        isHead: true,
        cell: ({ account, other, kinds }) => (
          <>
            <Code>{account}</Code> and <Code>{other}</Code>
            <span class="soft small"> shared {kindsWords(kinds)}</span>
          </>
        ),
      },
      {
        title: "Who and when",
        cell: ({ by, atMs }) => (
          <>
            {by}, <Moment atMs={atMs} />
          </>
        ),
      },
      { title: "Why", cell: ({ why }) => why },
      ...ifMayCut(view, { title: "Take back", cell: (cut: ClusterCut) => <RestoreForm view={view} cut={cut} /> }),
    ]}
  />
);

const RestoreForm = ({ view, cut }: Props & { readonly cut: ClusterCut }) => (
  <details>
    <summary>
      Take back <span class="visually-hidden">the cut of {cut.by}</span>
    </summary>
    <form class="cut-form" method="post" action={`/console/sales/${encodeURIComponent(view.saleId)}/cuts/${cut.cutId}`}>
      <input type="hidden" name="back" value={view.account} />
      <WhyField id={`restore-${cut.cutId}`} question="Why do they belong together after all?" />
      <button class="button button-primary" type="submit">
        Join them again
      </button>
    </form>
  </details>
);

/** The size of a cluster, and how much of it the page shows. */
export function clusterSizeWords({ size, accounts }: Pick<ClusterView, "size" | "accounts">): string {
  const shown = accounts.filter(({ isAway }) => !isAway).length;
  const words = countOf(size, "account", "accounts");
  return shown < size ? `${words}, of which the first ${countWords(shown)} are shown` : words;
}
