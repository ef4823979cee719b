import { renderConsolePage } from "../components/console-page.tsx";
import type { Html } from "../components/document.tsx";
import { Table } from "../components/table.tsx";
import type { Frame } from "../frame.ts";
import type { ReadinessItem } from "../view-models/readiness.ts";
import { countOf } from "../words/count.ts";

export type ChecklistView = {
  readonly saleId: string;
  readonly title: string;
  readonly items: readonly ReadinessItem[];
};

const STATE_WORDS: { readonly [state in ReadinessItem["state"]]: string } = {
  ready: "Ready",
  look: "Look at it",
  unknown: "Not known",
};

/** What to look at before a sale opens. */
export function renderChecklist({ saleId, title, items }: ChecklistView, frame: Frame): Html {
  const open = items.filter(({ state }) => state !== "ready").length;
  return renderConsolePage({
    title: `Before ${title} opens`,
    frame,
    children: (
      <>
        <div class="page-head">
          <div class="page-head-words">
            <h1>Before it opens</h1>
            <p class="soft small">
              {open === 0 ? "Everything is ready." : `${countOf(open, "thing", "things")} to look at.`}
            </p>
          </div>
          <a class="button" href={`/console/sales/${encodeURIComponent(saleId)}`}>
            Back to the sale
          </a>
        </div>
        <section class="card panel" aria-label="Checklist">
          <Table
            label="Table of what to look at"
            caption={`What ${title} needs, as it is now`}
            rows={items}
            columns={[
              {
                title: "What",
                isHead: true,
                cell: (item) =>
                  item.href === undefined ? (
                    item.title
                  ) : (
                    <a class="row-link" href={item.href}>
                      {item.title}
                    </a>
                  ),
              },
              { title: "State", cell: ({ state }) => STATE_WORDS[state] },
              { title: "In words", cell: ({ words }) => words },
            ]}
          />
        </section>
      </>
    ),
  });
}
