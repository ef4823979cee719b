import type { CampaignPhase } from "../../domain/campaign/campaign.ts";
import { Code } from "../components/code.tsx";
import { renderConsolePage } from "../components/console-page.tsx";
import type { Html } from "../components/document.tsx";
import { Moment } from "../components/moment.tsx";
import { ShareBar } from "../components/share-bar.tsx";
import { type Column, Table } from "../components/table.tsx";
import type { Frame } from "../frame.ts";
import { CAMPAIGNS_HREF, type CampaignPageView, type CampaignSaleRow, type OddsRow } from "../view-models/campaign.ts";
import { PHASE_WORDS } from "../view-models/sale.ts";
import { countOf, countWords } from "../words/count.ts";

const CAMPAIGN_PHASE_WORDS: { readonly [phase in CampaignPhase]: string } = {
  scheduled: PHASE_WORDS.scheduled,
  registering: "Registering",
  waiting: "Registered, not open yet",
  open: PHASE_WORDS.open,
  closed: PHASE_WORDS.closed,
};

const SALES: readonly Column<CampaignSaleRow>[] = [
  {
    title: "Sale",
    isHead: true,
    cell: ({ saleId, title }) => (
      <>
        <a class="row-link" href={`/console/sales/${encodeURIComponent(saleId)}`}>
          {title}
        </a>
        <p class="soft small">
          <Code>{saleId}</Code>
        </p>
      </>
    ),
  },
  { title: "Phase", cell: ({ phase }) => CAMPAIGN_PHASE_WORDS[phase] },
  { title: "Opens", class: "wide-only", cell: ({ opensAtMs }) => <Moment atMs={opensAtMs} /> },
  { title: "Units", class: "number wide-only", cell: ({ units }) => countWords(units) },
  { title: "Registered", class: "number", cell: ({ registered }) => countOrNothing(registered) },
  { title: "Carried to it", class: "number wide-only", cell: ({ carried }) => countOrNothing(carried) },
  {
    title: "Sold",
    cellClass: "sold-bar",
    cell: ({ sold, units }) => sold !== undefined && <ShareBar part={sold} whole={units} />,
  },
];

/** A campaign as a series: each sale of it, and how the odds went by tickets. */
export function renderCampaign(view: CampaignPageView, frame: Frame): Html {
  const { campaignId, title, shop, rules, sales } = view;
  return renderConsolePage({
    title,
    frame,
    children: (
      <>
        <div class="page-head">
          <div class="page-head-words">
            <h1>{title}</h1>
            <p class="soft small">
              <Code>{campaignId}</Code> of {shop}, {countOf(sales.length, "sale", "sales")}
            </p>
          </div>
          <a class="button" href={CAMPAIGNS_HREF}>
            All campaigns
          </a>
        </div>
        <section class="card panel" aria-labelledby="rules">
          <h2 id="rules">What holds for all of it?</h2>
          {rules.map((rule) => (
            <p>{rule}</p>
          ))}
        </section>
        <section class="card panel" aria-labelledby="series">
          <h2 id="series">How does the series go?</h2>
          {sales.length === 0 ? (
            <p class="soft">
              No sale names this campaign yet: <Code>{"POST /v1/campaigns/{campaignId}/sales"}</Code> makes a series.
            </p>
          ) : (
            <Table
              label="Sales of the campaign"
              class="narrow-table"
              caption="Its sales in their order; what is empty is not known yet"
              columns={SALES}
              rows={sales}
            />
          )}
        </section>
        <Odds {...view} />
      </>
    ),
  });
}

const Odds = ({ odds, weights }: CampaignPageView) => (
  <section class="card panel" aria-labelledby="odds">
    <h2 id="odds">Who was called, by tickets?</h2>
    {odds.length === 0 ? (
      <p class="soft">
        No draw of it is over yet. Then each shows here how many of those with equal tickets were called.
      </p>
    ) : (
      <Table
        label="Odds by tickets"
        class="narrow-table"
        caption="Called of those who could be, by the tickets that they had"
        rows={odds}
        columns={[
          { title: "Sale", isHead: true, cell: ({ title }: OddsRow) => title },
          ...weights.map((weight) => ({
            title: countOf(weight, "ticket", "tickets"),
            cellClass: "sold-bar",
            cell: ({ byWeight }: OddsRow) => {
              const counts = byWeight.get(weight);
              return counts !== undefined && <ShareBar part={counts.called} whole={counts.eligible} />;
            },
          })),
        ]}
      />
    )}
  </section>
);

function countOrNothing(count: number | undefined) {
  return count !== undefined && countWords(count);
}
