import { Moment } from "../../../console/components/moment.tsx";
import { moneyWords } from "../../../domain/money-words.ts";
import type { CaseView } from "../../wire/case.ts";

/** Reports as they came, newest first. They are claims of somebody, shown as text and never as links. */
export const CaseReports = ({ received }: Pick<CaseView, "received">) => (
  <ul class="case-reports">
    {received.map(({ kind, source, receivedAt, url, sellerName, title, price, sku, note }) => (
      <li>
        <p class="soft small">
          {kind === "objection" ? "Objection" : "Report"} by {source === "staff" ? "staff" : "the public"},{" "}
          <Moment atMs={Date.parse(receivedAt)} />
        </p>
        <p>
          <code class="subject">{url}</code>
        </p>
        {sellerName === undefined ? null : <p class="outside-words">Seller: {sellerName}</p>}
        {title === undefined ? null : <p class="outside-words">Offer: {title}</p>}
        {price === undefined ? null : (
          <p>
            Asked {moneyWords(price)}
            {sku === undefined ? "" : ` for ${sku}`}
          </p>
        )}
        {note === undefined ? null : <blockquote class="outside-words">{note}</blockquote>}
      </li>
    ))}
  </ul>
);
