import { Code } from "../components/code.tsx";
import { renderConsolePage } from "../components/console-page.tsx";
import type { Html } from "../components/document.tsx";
import { Moment } from "../components/moment.tsx";
import { PageLinks } from "../components/page-links.tsx";
import { Table } from "../components/table.tsx";
import type { Frame } from "../frame.ts";
import { type InvitesPageView, inviteRows, invitesHref, inviteWords, personWords } from "../view-models/invites.ts";
import { countWords } from "../words/count.ts";

/** The chains of a sale's invites as a tree, with what each branch bought. */
export function renderInvites(view: InvitesPageView, frame: Frame): Html {
  const { saleId, isLater, next } = view;
  const rows = inviteRows(view.trees);
  return renderConsolePage({
    title: "Invites",
    frame,
    children: (
      <>
        <div class="page-head">
          <div class="page-head-words">
            <h1>Invites</h1>
            <p class="soft small">Who was invited, what was passed on, and what each branch bought.</p>
          </div>
          <a class="button" href={`/console/sales/${encodeURIComponent(saleId)}`}>
            The sale
          </a>
        </div>
        <section class="card panel" aria-label="Invites">
          {rows.length === 0 ? (
            <div class="empty">
              <h2>{isLater ? "No further invite" : "No invite yet"}</h2>
              <p>An invite comes here when the shop issues it.</p>
            </div>
          ) : (
            <Table
              caption="Invites by their places in the tree: 2.1 was passed on by whoever has 2"
              label="Table of invites"
              rows={rows}
              columns={[
                { title: "Place", isHead: true, cell: ({ place }) => place },
                { title: "Invite", cell: ({ branch }) => <Code>{branch.invite.inviteId}</Code> },
                { title: "For", cell: ({ branch }) => personWords(branch) },
                { title: "How it stands", cell: ({ branch }) => inviteWords(branch) },
                { title: "Issued", cell: ({ branch }) => <Moment atMs={branch.invite.issuedAtMs} /> },
                { title: "Bought", class: "number", cell: ({ branch }) => countWords(branch.bought) },
                { title: "Invites of its branch", class: "number", cell: ({ branch }) => countWords(branch.invites) },
                {
                  title: "Bought by its branch",
                  class: "number",
                  cell: ({ branch }) => countWords(branch.boughtInAll),
                },
              ]}
            />
          )}
          <PageLinks
            first={isLater ? { href: invitesHref(saleId), words: "First page" } : undefined}
            next={next === undefined ? undefined : { href: invitesHref(saleId, next), words: "Next page" }}
          />
        </section>
      </>
    ),
  });
}
