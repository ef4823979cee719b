import { renderConsolePage } from "../components/console-page.tsx";
import type { Html } from "../components/document.tsx";
import { Moment } from "../components/moment.tsx";
import { Scroll } from "../components/scroll.tsx";
import type { Frame } from "../frame.ts";
import { clusterHref } from "../view-models/cluster.ts";
import { countWords } from "../words/count.ts";

export type ClusterListView = {
  readonly saleId: string;
  readonly title: string;
  readonly clusters: readonly {
    readonly account: string;
    readonly accounts: number;
    readonly lastJoinedAtMs: number;
  }[];
};

/** The largest clusters of a sale. */
export function renderClusterList({ saleId, title, clusters }: ClusterListView, frame: Frame): Html {
  return renderConsolePage({
    title: `Clusters of ${title}`,
    frame,
    section: "sales",
    children: (
      <>
        <div class="page-head">
          <div class="page-head-words">
            <h1>Accounts that belong together</h1>
            <p class="soft small">
              In <a href={`/console/sales/${encodeURIComponent(saleId)}`}>{title}</a>
            </p>
          </div>
        </div>
        <section class="card panel">
          {clusters.length === 0 ? (
            <div class="empty">
              <h2>No two accounts belong together yet</h2>
              <p>
                Accounts are joined when they bring the same device, payment instrument or confirmed mailbox, or several
                weaker things at once. The largest clusters are listed here.
              </p>
            </div>
          ) : (
            <Scroll label="Clusters">
              <table class="narrow-table">
                <caption>The largest clusters by what checkouts named, whatever came of them</caption>
                <thead>
                  <tr>
                    <th scope="col">Cluster of</th>
                    <th scope="col" class="number">
                      Accounts
                    </th>
                    <th scope="col">Last joined</th>
                  </tr>
                </thead>
                <tbody>
                  {clusters.map(({ account, accounts, lastJoinedAtMs }) => (
                    <tr>
                      <th scope="row">
                        <a class="row-link" href={clusterHref(saleId, account)}>
                          <span class="code">{account}</span>
                        </a>
                      </th>
                      <td class="number">{countWords(accounts)}</td>
                      <td>
                        <Moment atMs={lastJoinedAtMs} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
          )}
        </section>
      </>
    ),
  });
}
