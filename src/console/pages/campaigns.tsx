import { Code } from "../components/code.tsx";
import { renderConsolePage } from "../components/console-page.tsx";
import type { Html } from "../components/document.tsx";
import { Moment } from "../components/moment.tsx";
import { Table } from "../components/table.tsx";
import type { Frame } from "../frame.ts";
import { campaignHref } from "../view-models/campaign.ts";
import { countWords } from "../words/count.ts";

export type CampaignRow = {
  readonly campaignId: string;
  readonly shop: string;
  readonly title: string;
  readonly sales: number;
  /** When the last of its sales opens; absent where it has none yet. */
  readonly lastOpensAtMs?: number | undefined;
};

/** The campaigns of the deployment. */
export function renderCampaigns(campaigns: readonly CampaignRow[], frame: Frame): Html {
  return renderConsolePage({
    title: "Campaigns",
    frame,
    children: (
      <>
        <div class="page-head">
          <div class="page-head-words">
            <h1>Campaigns</h1>
            <p class="soft small">Sales that belong together, such as one every Friday.</p>
          </div>
          <a class="button" href="/console">
            All sales
          </a>
        </div>
        <section class="card panel">
          {campaigns.length === 0 ? (
            <div class="empty">
              <h2>No campaign yet</h2>
              <p>
                A shop makes one with <Code>{"PUT /v1/campaigns/{campaignId}"}</Code>, and its sales with{" "}
                <Code>{"POST /v1/campaigns/{campaignId}/sales"}</Code>.
              </p>
            </div>
          ) : (
            <Table
              label="Campaigns"
              caption="Campaigns, the latest change first"
              rows={campaigns}
              columns={[
                {
                  title: "Campaign",
                  isHead: true,
                  cell: ({ campaignId, title }) => (
                    <a class="row-link" href={campaignHref(campaignId)}>
                      {title}
                    </a>
                  ),
                },
                { title: "Shop", cell: ({ shop }) => shop },
                { title: "Sales", class: "number", cell: ({ sales }) => countWords(sales) },
                {
                  title: "The last one opens",
                  cell: ({ lastOpensAtMs }) => lastOpensAtMs !== undefined && <Moment atMs={lastOpensAtMs} />,
                },
              ]}
            />
          )}
        </section>
      </>
    ),
  });
}
