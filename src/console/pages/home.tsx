import { share } from "../charts/share.ts";
import { renderConsolePage } from "../components/console-page.tsx";
import type { Html } from "../components/document.tsx";
import { Moment } from "../components/moment.tsx";
import { Scroll } from "../components/scroll.tsx";
import type { Frame } from "../frame.ts";
import type { HomeView, SaleRow } from "../view-models/home.ts";
import { PHASE_WORDS } from "../view-models/sale.ts";
import { countWords } from "../words/count.ts";

/** The first page: every sale with its phase and where its units are. */
export function renderConsoleHome({ sales }: HomeView, frame: Frame): Html {
  return renderConsolePage({
    title: "Sales",
    frame,
    children: (
      <>
        <div class="page-head">
          <h1>Sales</h1>
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
  <Scroll label="Sales">
    <table class="narrow-table">
      <caption>Sales, and how much of each is sold</caption>
      <thead>
        <tr>
          <th scope="col">Sale</th>
          <th scope="col">Phase</th>
          <th scope="col" class="wide-only">
            Opens
          </th>
          <th scope="col" class="number">
            Free
          </th>
          <th scope="col" class="number">
            Held
          </th>
          <th scope="col" class="number">
            Sold
          </th>
          <th scope="col" class="wide-only">
            Sold of received
          </th>
        </tr>
      </thead>
      <tbody>
        {sales.map(({ saleId, title, phase, opensAtMs, ledger }) => (
          <tr>
            <th scope="row">
              <a class="row-link" href={`/console/sales/${encodeURIComponent(saleId)}`}>
                {title}
              </a>
            </th>
            <td>
              <span class={`phase phase-${phase}`}>{PHASE_WORDS[phase]}</span>
            </td>
            <td class="wide-only">
              <Moment atMs={opensAtMs} />
            </td>
            {ledger === undefined ? (
              <td colspan={4} class="soft">
                Its figures could not be read just now.
              </td>
            ) : (
              <>
                <td class="number">{countWords(ledger.free)}</td>
                <td class="number">{countWords(ledger.held)}</td>
                <td class="number">{countWords(ledger.sold)}</td>
                <td class="sold-bar wide-only">
                  <svg class="bar-track" aria-hidden="true">
                    <rect class="track" width="100%" height="100%" rx="3" />
                    <rect class="stock-sold" width={share(ledger.sold, ledger.received)} height="100%" rx="3" />
                  </svg>
                  <span class="soft small">
                    {share(ledger.sold, ledger.received)} of {countWords(ledger.received)}
                  </span>
                </td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  </Scroll>
);
