import { renderConsolePage } from "../components/console-page.tsx";
import type { Html } from "../components/document.tsx";
import { Moment } from "../components/moment.tsx";
import { Table } from "../components/table.tsx";
import type { Frame } from "../frame.ts";
import { clusterHref } from "../view-models/cluster.ts";
import { countOf, countWords } from "../words/count.ts";

export type ClusterListView = {
  readonly saleId: string;
  readonly title: string;
  /** Everything that staff said of clusters in all sales, as one chain; the first entry that does not hold, if any. */
  readonly history: { readonly entries: number; readonly fault?: { readonly seq: number } | undefined };
  readonly clusters: readonly {
    readonly account: string;
    readonly accounts: number;
    readonly lastJoinedAtMs: number;
  }[];
};

/** The largest clusters of a sale. */
export function renderClusterList({ saleId, title, clusters, history }: ClusterListView, frame: Frame): Html {
  return renderConsolePage({
    title: `Clusters of ${title}`,
    frame,
    children: (
      <>
        <div class="page-head">
          <div class="page-head-words">
            <h1>Accounts that belong together</h1>
            {history.fault === undefined ? null : (
              <p class="notice">
                The history of cuts was changed by somebody: entry {history.fault.seq} is not as it was written.
              </p>
            )}
            <p class="soft small">
              In <a href={`/console/sales/${encodeURIComponent(saleId)}`}>{title}</a>
            </p>
          </div>
        </div>
        <section class="card panel">
          <p class="soft small">
            {history.entries === 0
              ? "Staff have cut no link yet."
              : `Staff cut links or joined them again ${countOf(history.entries, "time", "times")} in all sales; the chain of these entries is checked each time this page is opened.`}
          </p>
          {clusters.length === 0 ? (
            <div class="empty">
              <h2>No two accounts belong together yet</h2>
              <p>
                Accounts are joined when they bring the same device, payment instrument or confirmed mailbox, or several
                weaker things at once. The largest clusters are listed here.
              </p>
            </div>
          ) : (
            <Table
              label="Clusters"
              class="narrow-table"
              caption="The largest clusters by what checkouts named, whatever came of them"
              rows={clusters}
              columns={[
                {
                  title: "Cluster of",
                  isHead: true,
                  cell: ({ account }) => (
                    <>
                      <a class="row-link" href={clusterHref(saleId, account)}>
                        <span class="code">{account}</span>
                      </a>
                    </>
                  ),
                },
                { title: "Accounts", class: "number", cell: ({ accounts }) => countWords(accounts) },
                { title: "Last joined", cell: ({ lastJoinedAtMs }) => <Moment atMs={lastJoinedAtMs} /> },
              ]}
            />
          )}
        </section>
      </>
    ),
  });
}
