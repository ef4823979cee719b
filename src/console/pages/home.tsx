import type { LedgerView } from "../../domain/sale/read-sale.ts";
import type { SalePhase } from "../../domain/terms/phase.ts";
import { renderConsolePage } from "../components/console-page.tsx";
import type { Html } from "../components/document.tsx";
import { Moment } from "../components/moment.tsx";
import { Scroll } from "../components/scroll.tsx";
import { ShareBar } from "../components/share-bar.tsx";
import { Table } from "../components/table.tsx";
import type { Frame } from "../frame.ts";
import { CAMPAIGNS_HREF } from "../view-models/campaign.ts";
import { ordersHref } from "../view-models/orders.ts";
import { PHASE_WORDS } from "../view-models/sale.ts";
import { countOf, countWords } from "../words/count.ts";

export type SaleRow = {
  readonly saleId: string;
  readonly title: string;
  readonly phase: SalePhase;
  readonly opensAtMs: number;
  readonly closesAtMs: number;
  /** Its figures are no real ones. */
  readonly isTest: boolean;
  /** Orders that wait for somebody; absent where the sale could not be asked. */
  readonly waiting?: { readonly appeal: number; readonly overdue: number } | undefined;
  /** Absent where the sale could not be asked; the row says so. */
  readonly ledger?: LedgerView | undefined;
};

export type HomeView = {
  readonly sales: readonly SaleRow[];
  /** Whether this person may make sales. */
  readonly mayMake: boolean;
};

/** The first page: every sale with its phase and where its units are. */
export function renderConsoleHome({ sales, mayMake }: HomeView, frame: Frame): Html {
  return renderConsolePage({
    title: "Sales",
    frame,
    children: (
      <>
        <div class="page-head">
          <div class="page-head-words">
            <h1>Sales</h1>
            <p class="soft small">
              <a href={CAMPAIGNS_HREF}>Campaigns</a>: sales that belong together
            </p>
          </div>
          {mayMake ? (
            <a class="button" href="/console/new-sale">
              New sale
            </a>
          ) : null}
        </div>
        <section class="card panel">{sales.length === 0 ? <NoSales /> : <SaleTable sales={sales} />}</section>
      </>
    ),
  });
}

const NoSales = () => (
  <div class="empty">
    <h2>No sale yet</h2>
    <p>
      Each sale is listed here with its phase and its units. A shop creates one with a single call; the{" "}
      <a href="/docs">API documentation</a> lists every field.
    </p>
    <Scroll label="The call that creates a sale">
      <pre class="listing">
        {"PUT /v1/sales/{saleId}\nAuthorization: Bearer <shop key>\nIdempotency-Key: <a fresh id>"}
      </pre>
    </Scroll>
  </div>
);

const SaleTable = ({ sales }: { readonly sales: readonly SaleRow[] }) => (
  <Table
    label="Sales"
    class="narrow-table"
    caption="Sales, and how much of each is sold"
    rows={sales}
    columns={[
      { title: "Sale", isHead: true, cell: Name },
      {
        title: "Phase",
        cell: ({ phase }) => <span class={`phase phase-${phase}`}>{PHASE_WORDS[phase]}</span>,
      },
      { title: "Opens", class: "wide-only", cell: ({ opensAtMs }) => <Moment atMs={opensAtMs} /> },
      { title: "Free", class: "number", cell: ({ ledger }) => ledger && countWords(ledger.free) },
      { title: "Held", class: "number wide-only", cell: ({ ledger }) => ledger && countWords(ledger.held) },
      { title: "Sold", class: "number", cell: ({ ledger }) => ledger && countWords(ledger.sold) },
      { title: "Sold of received", class: "wide-only", cellClass: "sold-bar", cell: SoldBar },
    ]}
  />
);

const Name = ({ saleId, title, isTest, ledger, waiting }: SaleRow) => (
  <>
    <a class="row-link" href={`/console/sales/${encodeURIComponent(saleId)}`}>
      {title}
    </a>
    {isTest ? <p class="soft small">A test sale: nothing of it counts elsewhere.</p> : null}
    {waiting !== undefined && waiting.appeal > 0 ? (
      <p class="small">
        <a href={ordersHref(saleId, { state: "appeal" })}>{countOf(waiting.appeal, "appeal waits", "appeals wait")}</a>
      </p>
    ) : null}
    {waiting !== undefined && waiting.overdue > 0 ? (
      <p class="small">
        <a href={ordersHref(saleId, { state: "overdue" })}>
          {countOf(waiting.overdue, "order is overdue", "orders are overdue")}
        </a>
      </p>
    ) : null}
    {ledger === undefined ? <p class="soft small">Its figures could not be read just now.</p> : null}
  </>
);

const SoldBar = ({ ledger }: SaleRow) =>
  ledger === undefined ? null : <ShareBar part={ledger.sold} whole={ledger.received} />;
