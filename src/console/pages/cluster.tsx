import type { ClusterEdge } from "../../domain/identity/cluster-report.ts";
import { LinkedCases } from "../../resellers/console/components/linked-cases.tsx";
import type { LinkedCaseView } from "../../resellers/wire/case-link.ts";
import { ClusterPicture } from "../components/cluster-picture.tsx";
import {
  ClusterAccounts,
  ClusterCuts,
  ClusterEdges,
  clusterSizeWords,
  SharedThings,
} from "../components/cluster-tables.tsx";
import { Code } from "../components/code.tsx";
import { renderConsolePage } from "../components/console-page.tsx";
import type { Html } from "../components/document.tsx";
import type { Frame } from "../frame.ts";
import { type ClusterView, clusterHref } from "../view-models/cluster.ts";
import { countOf } from "../words/count.ts";
import { durationWords } from "../words/duration.ts";

/**
 * Which accounts belong together with one, and why: a picture, and the same as tables.
 * @param cases impostor shops whose goods they bought
 */
export function renderCluster(view: ClusterView, frame: Frame, cases: readonly LinkedCaseView[] = []): Html {
  return renderConsolePage({
    title: `Cluster of ${view.account}`,
    frame,
    children: (
      <>
        <div class="page-head">
          <div class="page-head-words">
            <h1>
              {view.size > 1 ? `${countOf(view.size, "account", "accounts")} that belong together` : "An account alone"}
            </h1>
            <p class="soft small">
              <Code>{view.account}</Code> in <a href={clusterHref(view.saleId)}>the clusters of {view.title}</a>
            </p>
          </div>
        </div>
        {view.accounts.length < 2 ? <Alone /> : <Together view={view} />}
        {cases.length === 0 ? null : <LinkedCases cases={cases} of="cluster" />}
        {view.cuts.length === 0 ? null : (
          <section class="card panel" aria-labelledby="cuts">
            <h2 id="cuts">What did staff cut?</h2>
            <ClusterCuts view={view} />
          </section>
        )}
      </>
    ),
  });
}

const Alone = () => (
  <section class="card panel">
    <p>Nothing that this account brought makes it belong together with another one.</p>
  </section>
);

const Together = ({ view }: { readonly view: ClusterView }) => (
  <>
    <section class="card panel" aria-labelledby="picture">
      <div class="panel-head">
        <h2 id="picture">Who stands with whom?</h2>
        <p class="soft small">{clusterSizeWords(view)}. A broader line weighs more.</p>
      </div>
      <ClusterPicture view={view} />
      <ul class="graph-key">
        {KEY.map(({ by, words }) => (
          <li>
            <svg viewBox="0 0 32 10" aria-hidden="true">
              <line class={`graph-line graph-line-${by}`} x1="2" y1="5" x2="30" y2="5" stroke-width="3" />
            </svg>
            {words}
          </li>
        ))}
      </ul>
    </section>
    <section class="card panel" aria-labelledby="why">
      <h2 id="why">Why do they belong together?</h2>
      <ClusterEdges view={view} />
    </section>
    <section class="card panel" aria-labelledby="shared">
      <div class="panel-head">
        <h2 id="shared">What do they share?</h2>
        {view.lagMs === undefined ? null : (
          <p class="soft small">From the archive, which is {durationWords(view.lagMs)} behind the sale.</p>
        )}
      </div>
      <SharedThings view={view} />
    </section>
    <section class="card panel" aria-labelledby="accounts">
      <h2 id="accounts">Which accounts are these?</h2>
      <ClusterAccounts view={view} />
    </section>
  </>
);

const KEY: readonly { readonly by: ClusterEdge["by"] | "hub"; readonly words: string }[] = [
  { by: "held", words: "held or bought with it" },
  { by: "attempted", words: "named it at a checkout" },
  { by: "earlier", words: "together in an earlier sale" },
  { by: "hub", words: "shares a hub, which says little" },
];
