import { renderConsolePage } from "../components/console-page.tsx";
import type { Html } from "../components/document.tsx";
import { type Column, Table } from "../components/table.tsx";
import type { Frame } from "../frame.ts";
import { type PoolRow, type PoolsPageView, poolsHref } from "../view-models/pools.ts";
import { countOf, countWords } from "../words/count.ts";

const COLUMNS: readonly Column<PoolRow>[] = [
  { title: "Partner", isHead: true, cellClass: "outside-words", cell: ({ name }) => name },
  { title: "Received", cell: ({ received }) => countWords(received) },
  { title: "Free", cell: ({ free }) => countWords(free) },
  { title: "Held", cell: ({ held }) => countWords(held) },
  { title: "Sold", cell: ({ sold }) => countWords(sold) },
  { title: "Withdrawn", cell: ({ withdrawn }) => countWords(withdrawn) },
];

/** Whose units the units of a sale are, and how each partner sells its own. */
export function renderPools(view: PoolsPageView, frame: Frame): Html {
  const { saleId, pooling, totals } = view;
  return renderConsolePage({
    title: "Pools",
    frame,
    children: (
      <>
        <div class="page-head">
          <div class="page-head-words">
            <h1>Pools</h1>
            <p class="soft small">Units that are a partner's own, and the common ones.</p>
          </div>
          <a class="button" href={`/console/sales/${encodeURIComponent(saleId)}`}>
            The sale
          </a>
        </div>
        {pooling === undefined ? (
          <section class="card panel" aria-label="Pools">
            <div class="empty">
              <h2>Every unit is common</h2>
              <p>
                A pool comes here when the shop divides the units among partners. A sale with a draw cannot be divided.
              </p>
            </div>
          </section>
        ) : (
          <>
            <section class="card panel" aria-labelledby="totals">
              <h2 id="totals">What are they together?</h2>
              <p class="soft">
                {pooling === "strict"
                  ? "A partner sells its own units and no others."
                  : "A partner sells common units when its own are gone."}
              </p>
              <Table
                caption="All pools of the sale"
                isCaptionHidden
                label="All pools"
                columns={COLUMNS}
                rows={totals}
              />
            </section>
            <Partners view={view} />
          </>
        )}
      </>
    ),
  });
}

const Partners = ({ view: { saleId, listed, found, q } }: { readonly view: PoolsPageView }) => (
  <section class="card panel" aria-labelledby="partners">
    <h2 id="partners">Partners</h2>
    <form class="filters" method="get" action={poolsHref(saleId)}>
      <div class="field">
        <label for="pool-q">Id of the partner</label>
        <input id="pool-q" name="q" type="search" value={q} />
      </div>
      <button class="button" type="submit">
        Search
      </button>
    </form>
    {found === 0 ? (
      <p class="soft">No partner with units has these letters in its id.</p>
    ) : (
      <Table
        caption={countOf(found, "partner", "partners")}
        label="Pools of partners"
        columns={COLUMNS}
        rows={listed}
      />
    )}
    {found > listed.length ? (
      <p class="soft small">{countWords(found - listed.length)} more: search for them.</p>
    ) : null}
  </section>
);
