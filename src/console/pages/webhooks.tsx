import { Code } from "../components/code.tsx";
import { renderConsolePage } from "../components/console-page.tsx";
import type { Html } from "../components/document.tsx";
import { Table } from "../components/table.tsx";
import type { Frame } from "../frame.ts";
import { type ShopWebhook, webhookHref, webhookStateWords } from "../view-models/webhooks.ts";

/** Where shops are told of events. */
export function renderWebhooks(webhooks: readonly ShopWebhook[], frame: Frame): Html {
  return renderConsolePage({
    title: "Webhooks",
    frame,
    children: (
      <>
        <div class="page-head">
          <div class="page-head-words">
            <h1>Webhooks</h1>
            <p class="soft small">Where shops are told of events, and what they answered.</p>
          </div>
        </div>
        <section class="card panel" aria-label="Webhooks">
          {webhooks.length === 0 ? (
            <div class="empty">
              <h2>No webhook yet</h2>
              <p>
                A shop makes one with <code class="code">PUT /v1/webhooks/orders</code>, an address and the events that
                it wants.
              </p>
            </div>
          ) : (
            <List webhooks={webhooks} />
          )}
        </section>
      </>
    ),
  });
}

const List = ({ webhooks }: { readonly webhooks: readonly ShopWebhook[] }) => (
  <Table
    caption="Webhooks by their shops"
    label="Table of webhooks"
    rows={webhooks}
    columns={[
      {
        title: "Webhook",
        isHead: true,
        cell: (each) => (
          <a class="row-link code" href={webhookHref(each)}>
            {each.shop}/{each.webhook.webhookId}
          </a>
        ),
      },
      { title: "State", cell: ({ webhook }) => webhookStateWords(webhook) },
      { title: "Listens to", cell: ({ webhook }) => webhook.events.join(", ") },
      { title: "Address", class: "wide-only", cell: ({ webhook }) => <Code>{webhook.url}</Code> },
    ]}
  />
);
