import { html, raw } from "hono/html";
import type { Child } from "hono/jsx";
import type { Html } from "../../../console/components/document.tsx";
import { Moment } from "../../../console/components/moment.tsx";
import { Table } from "../../../console/components/table.tsx";
import { countOf, figureWords, signedWords } from "../../../console/words/count.ts";
import { moneyWords } from "../../../domain/money-words.ts";
import type { PackContents } from "../../domain/evidence-pack/pack-contents.ts";
import { PackCustody } from "../components/pack-custody.tsx";
import { SubjectName } from "../components/subject.tsx";
import { PRINT_CSP, PRINT_STYLE } from "../print-style.ts";
import { STATE_WORDS } from "../view-models/resellers.ts";

/**
 * A case as a page to print, which is a file of its evidence pack: no script, no link, nothing from elsewhere but the
 * pictures that lie beside it. Words of outsiders are text.
 */
export function renderEvidencePack(contents: PackContents, notice: string | undefined): Html {
  const { case: about, packId } = contents;
  const page = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={PRINT_CSP} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`Evidence about ${about.subject}, ${packId}`}</title>
        {html`<style>${raw(PRINT_STYLE)}</style>`}
      </head>
      <body>
        <main>
          <Head contents={contents} />
          <Evidence contents={contents} />
          <Prices contents={contents} />
          <Pictures contents={contents} />
          <Reports contents={contents} />
          {notice === undefined ? null : (
            <Part id="notice" title="Which notice goes with it?">
              <p class="soft">As it was when the pack was made. The service does not send it.</p>
              <pre>{notice}</pre>
            </Part>
          )}
          <PackCustody custody={contents.custody} />
          <LeftOut contents={contents} />
        </main>
      </body>
    </html>
  );
  return html`<!doctype html>${page}`;
}

type PartProps = { readonly contents: PackContents };

const Part = ({ id, title, children }: { readonly id: string; readonly title: string; readonly children: Child }) => (
  <section aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    {children}
  </section>
);

const Head = ({ contents: { case: about, packId, madeAt, madeBy, service } }: PartProps) => (
  <header>
    <h1>
      Evidence about <SubjectName subject={about.subject} />
    </h1>
    <p class="soft">
      Made <Moment atMs={Date.parse(madeAt)} /> by {madeBy} at {service}
    </p>
    <dl>
      <dt>Pack</dt>
      <dd>
        <code>{packId}</code>
      </dd>
      <dt>Case</dt>
      <dd>
        <code>{about.caseId}</code>
      </dd>
      {about.readsAs === undefined ? null : (
        <>
          <dt>Reads as</dt>
          <dd>
            <code>{about.readsAs}</code>
          </dd>
        </>
      )}
      <dt>Brand</dt>
      <dd>{about.brand ?? "none"}</dd>
      <dt>State</dt>
      <dd>
        {STATE_WORDS[about.state]}, {countOf(about.confirmations, "confirmation", "confirmations")}
      </dd>
      {about.confirmedAt === undefined ? null : (
        <>
          <dt>Confirmed</dt>
          <dd>
            <Moment atMs={Date.parse(about.confirmedAt)} />
          </dd>
        </>
      )}
      <dt>Score of 1</dt>
      <dd>{figureWords(about.score)}</dd>
      <dt>Opened</dt>
      <dd>
        <Moment atMs={Date.parse(about.openedAt)} />
      </dd>
      <dt>Reported</dt>
      <dd>
        {countOf(about.reports, "report", "reports")}, {countOf(about.objections, "objection", "objections")}
      </dd>
    </dl>
  </header>
);

const Evidence = ({ contents: { evidence } }: PartProps) => (
  <Part id="evidence" title="What speaks against it?">
    {evidence.length === 0 ? (
      <p>No detector found anything: only reports speak against it.</p>
    ) : (
      <Table
        caption="Weights are log-odds, and the score is calibrated from their sum"
        rows={evidence}
        columns={[
          {
            title: "Evidence",
            isHead: true,
            cell: ({ title, detector, sign }) => (
              <>
                {title} <code>{`${detector}/${sign}`}</code>
              </>
            ),
          },
          { title: "Seen", cell: ({ detail }) => detail },
          { title: "Weight", class: "number", cell: ({ weight }) => signedWords(weight) },
        ]}
      />
    )}
  </Part>
);

const Prices = ({ contents: { prices } }: PartProps) => (
  <Part id="prices" title="What does it ask?">
    {prices.length === 0 ? (
      <p>Nobody reported a price.</p>
    ) : (
      <Table
        caption="Prices that were reported, beside the brand's list prices in the same currency"
        rows={prices}
        columns={[
          { title: "Product", isHead: true, cell: ({ sku, title }) => title ?? sku ?? "not named" },
          {
            title: "Asked",
            class: "number",
            cell: ({ askedMinor, currency }) => moneyWords({ amountMinor: askedMinor, currency }),
          },
          {
            title: "List",
            class: "number",
            cell: ({ listMinor, currency }) =>
              listMinor === undefined ? "none" : moneyWords({ amountMinor: listMinor, currency }),
          },
          {
            title: "Asked / list",
            class: "number",
            cell: ({ ratio }) => (ratio === undefined ? "" : figureWords(ratio)),
          },
          { title: "Reported", cell: ({ at }) => <Moment atMs={Date.parse(at)} /> },
        ]}
      />
    )}
  </Part>
);

const Pictures = ({ contents: { attachments } }: PartProps) => (
  <Part id="pictures" title="What did it look like?">
    {attachments.length === 0 ? <p>No picture is attached.</p> : null}
    {attachments.map(({ path, caption, addedAt, addedBy, sha256, uploadedSha256, widthPixels, heightPixels }) => (
      <figure>
        <img src={path} alt={caption} width={widthPixels} height={heightPixels} />
        <figcaption>
          {caption}
          <p class="soft">
            Attached by {addedBy}, <Moment atMs={Date.parse(addedAt)} />
          </p>
          <p class="hash">
            {path}, SHA-256 {sha256}; as it was sent, with what cameras and programs write into pictures:{" "}
            {uploadedSha256}
          </p>
        </figcaption>
      </figure>
    ))}
  </Part>
);

const Reports = ({ contents: { reports } }: PartProps) => (
  <Part id="reports" title="What was reported?">
    {reports.map(({ reportId, kind, source, receivedAt, url, sellerName, sku, price, note }) => (
      <article>
        <p class="soft">
          {kind === "objection" ? "Objection" : "Report"} <code>{reportId}</code> by{" "}
          {source === "staff" ? "staff" : "the public"}, <Moment atMs={Date.parse(receivedAt)} />
        </p>
        <p>
          <code>{url}</code>
        </p>
        {sellerName === undefined ? null : <p>Seller: {sellerName}</p>}
        {price === undefined ? null : (
          <p>
            Asked {moneyWords(price)}
            {sku === undefined ? "" : ` for ${sku}`}
          </p>
        )}
        {note === undefined ? null : <blockquote>{note}</blockquote>}
      </article>
    ))}
  </Part>
);

const LeftOut = ({ contents: { leftOut } }: PartProps) => (
  <Part id="left-out" title="What is not in this pack?">
    <p>
      Nothing of a buyer: neither who bought what this seller offers, nor who reported it. Out of the words of people,{" "}
      {countOf(leftOut.contactDetails, "contact detail was", "contact details were")} taken out, and{" "}
      {countOf(leftOut.entriesWithheld, "entry of the history is", "entries of the history are")} withheld. A program
      finds addresses and numbers; names it cannot find, so read before you pass this on.
    </p>
    {leftOut.olderReports === 0 ? null : <p>{countOf(leftOut.olderReports, "older report", "older reports")}.</p>}
    <p>
      <code>manifest.json</code> holds the SHA-256 of every file, signed by the service. Anybody can check it with{" "}
      <code>npm run resellers -- verify-evidence</code> and the public keys of the service.
    </p>
  </Part>
);
