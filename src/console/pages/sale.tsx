import { evenSeries } from "../charts/even-series.ts";
import { AttemptsChart } from "../components/attempts-chart.tsx";
import { Code } from "../components/code.tsx";
import { renderConsolePage } from "../components/console-page.tsx";
import { DecisionTable } from "../components/decision-table.tsx";
import type { Html } from "../components/document.tsx";
import { LedgerSum } from "../components/ledger-sum.tsx";
import { Moment } from "../components/moment.tsx";
import { PressurePanel } from "../components/pressure-panel.tsx";
import { RankedReasons } from "../components/ranked-reasons.tsx";
import { SaleControls } from "../components/sale-controls.tsx";
import type { Frame } from "../frame.ts";
import { campaignHref } from "../view-models/campaign.ts";
import { clusterHref } from "../view-models/cluster.ts";
import { decisionsHref } from "../view-models/decision-list.ts";
import { invitesHref } from "../view-models/invites.ts";
import { ordersHref } from "../view-models/orders.ts";
import { poolsHref } from "../view-models/pools.ts";
import { PHASE_WORDS, type SalePageView, windowWords } from "../view-models/sale.ts";
import { countWords } from "../words/count.ts";

/** One sale as it happens: its exact figures, attempts by verdict, reasons, the latest decisions. */
export function renderSale(view: SalePageView, frame: Frame): Html {
  const { saleId, title, live } = view;
  const series = evenSeries(live.series, live.seriesUntilMs);
  return renderConsolePage({
    title,
    frame,
    children: (
      <>
        <div class="page-head" data-live={`/console/sales/${encodeURIComponent(saleId)}/live.json`}>
          <div class="page-head-words">
            <span class={`phase phase-${live.phase}`} data-phase={live.phase}>
              {PHASE_WORDS[live.phase]}
            </span>
            <h1>{title}</h1>
            <p class="soft small">
              <Code>{saleId}</Code> · <Moment atMs={view.opensAtMs} /> to <Moment atMs={view.closesAtMs} />
            </p>
          </div>
          {view.mayManage ? <SaleControls saleId={saleId} phase={live.phase} /> : null}
        </div>
        {view.isTest ? (
          <p class="notice">
            A test sale: its decisions stay here, and none of its figures counts in metrics, drift or other sales.
          </p>
        ) : null}
        {view.pauseReason === undefined ? null : <p class="notice">Buyers read: {view.pauseReason}</p>}
        {view.loosened.map(({ atMs, terms }) => (
          <p class="notice">
            Loosened while the sale was open, at <Moment atMs={atMs} />: {terms.join(", ")}.
          </p>
        ))}
        {view.missing === undefined ? null : <p class="notice">{view.missing}</p>}

        <section class="card panel" aria-labelledby="units">
          <div class="panel-head">
            <h2 id="units">Where is every unit?</h2>
            <p class="freshness" data-freshness>
              As of <Moment atMs={live.serverTimeMs} style="clock" />
            </p>
            <p class="visually-hidden" role="status" data-freshness-heard />
          </div>
          <LedgerSum ledger={live.ledger} />
        </section>

        <PressurePanel saleId={saleId} pressure={live.pressure} mayManage={view.mayManage} />

        <div class="columns">
          <section class="card panel" aria-labelledby="attempts">
            <div class="panel-head">
              <h2 id="attempts">How are attempts decided?</h2>
              <p class="soft small">
                Attempts in all: <span data-figure="attempts">{countWords(live.ledger.attempts)}</span>
              </p>
            </div>
            <AttemptsChart series={series} verdicts={live.ledger.verdicts} />
            <p class="soft small" data-window>
              {windowWords(series, live.phase)}
            </p>
          </section>
          <section class="card panel" aria-labelledby="reasons">
            <div class="panel-head">
              <h2 id="reasons">Which reasons come up most?</h2>
              <p class="soft small">Choose one to see its decisions</p>
            </div>
            <RankedReasons saleId={saleId} reasons={live.reasons} />
          </section>
        </div>

        {live.phase === "closed" ? null : (
          <p>
            <a class="row-link" href={`/console/sales/${encodeURIComponent(saleId)}/checklist`}>
              Before it opens: what is ready
            </a>
          </p>
        )}
        {view.mayManage ? (
          <p>
            <a class="row-link" href={`/console/sales/${encodeURIComponent(saleId)}/terms`}>
              Terms of this sale
            </a>
          </p>
        ) : null}
        {view.isDrawn ? (
          <p>
            <a class="row-link" href={`/console/sales/${encodeURIComponent(saleId)}/draw`}>
              Registrations and draw of this sale
            </a>
          </p>
        ) : null}
        {view.campaignId === undefined ? null : (
          <p>
            <a class="row-link" href={campaignHref(view.campaignId)}>
              Campaign of this sale
            </a>
          </p>
        )}
        {view.isByInvite ? (
          <p>
            <a class="row-link" href={invitesHref(saleId)}>
              Invites of this sale
            </a>
          </p>
        ) : null}
        <p>
          <a class="row-link" href={ordersHref(saleId, {})}>
            Orders of this sale
          </a>
        </p>
        <p>
          <a class="row-link" href={poolsHref(saleId)}>
            Pools of this sale
          </a>
        </p>
        <p>
          <a class="row-link" href={clusterHref(saleId)}>
            Accounts of this sale that belong together
          </a>
        </p>

        <section class="card panel" aria-labelledby="recent">
          <h2 id="recent">Latest decisions</h2>
          {view.recent.length === 0 ? (
            <p class="soft">Nobody has checked out in this sale yet. Each attempt is listed here with its reasons.</p>
          ) : (
            <>
              <DecisionTable caption="The latest decisions of this sale, newest first" rows={view.recent} />
              <p>
                <a class="row-link" href={decisionsHref({ saleId })}>
                  All decisions of this sale
                </a>
              </p>
            </>
          )}
        </section>
      </>
    ),
  });
}
