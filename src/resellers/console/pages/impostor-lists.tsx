import { renderConsolePage } from "../../../console/components/console-page.tsx";
import type { Html } from "../../../console/components/document.tsx";
import { Table } from "../../../console/components/table.tsx";
import { WhyForm } from "../../../console/components/why-form.tsx";
import type { Frame } from "../../../console/frame.ts";
import { countWords } from "../../../console/words/count.ts";
import type { ImpostorListView } from "../../wire/case-link.ts";
import { SELLER_KIND_WORDS } from "../view-models/case-file.ts";

export type ImpostorListsView = {
  readonly lists: readonly ImpostorListView[];
  /** Whether this person may publish rules, and not only read. */
  readonly mayPublish: boolean;
};

/** The lists that make a confirmed impostor's own checkouts known to rules: what is live, and what would change. */
export function renderImpostorLists({ lists, mayPublish }: ImpostorListsView, frame: Frame): Html {
  const isCurrent = lists.every(({ toAdd, toRemove }) => toAdd + toRemove === 0);
  return renderConsolePage({
    title: "Lists for rules",
    frame,
    children: (
      <>
        <div class="page-head">
          <div class="page-head-words">
            <h1>Lists for rules</h1>
            <p class="soft small">
              Keys of sellers whom two people have confirmed as impostors. Shipped rules review checkouts that have one.
            </p>
          </div>
        </div>
        <section class="card panel" aria-labelledby="lists">
          <h2 id="lists">What would change?</h2>
          {lists.length === 0 ? (
            <p class="soft">The live policy has none of these lists. Publish a policy that has them first.</p>
          ) : (
            <Table
              label="Lists of confirmed impostors"
              caption="Keys by what they are of; each shop has keys of its own"
              rows={lists}
              columns={[
                {
                  title: "List",
                  isHead: true,
                  cell: ({ list, kind }) => (
                    <>
                      <span class="signal-title">{SELLER_KIND_WORDS[kind]}</span>{" "}
                      <span class="code">{`lists.${list}`}</span>
                    </>
                  ),
                },
                { title: "Confirmed", class: "number", cell: ({ confirmed }) => countWords(confirmed) },
                { title: "Live", class: "number", cell: ({ live }) => countWords(live) },
                { title: "To add", class: "number", cell: ({ toAdd }) => countWords(toAdd) },
                { title: "To remove", class: "number", cell: ({ toRemove }) => countWords(toRemove) },
              ]}
            />
          )}
          {isCurrent ? (
            <p class="soft">The live lists hold exactly the sellers who are confirmed now.</p>
          ) : mayPublish ? (
            <WhyForm
              id="lists-why"
              action="/console/resellers/lists"
              question="Why? The reason is kept in the history of the policy."
              button="Publish the lists with the live policy"
            />
          ) : (
            <p class="soft">Publishing needs the role trust or admin.</p>
          )}
        </section>
      </>
    ),
  });
}
