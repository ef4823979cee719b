import { share } from "../charts/share.ts";
import { decisionsHref } from "../view-models/decision-list.ts";
import type { ReasonCount } from "../view-models/sale.ts";
import { countWords } from "../words/count.ts";

type RankedReasonsProps = { readonly saleId: string; readonly reasons: readonly ReasonCount[] };

/** Reasons by how often they were given, each a link to the decisions that gave it. Script adds rows from the template. */
export const RankedReasons = ({ saleId, reasons }: RankedReasonsProps) => {
  const most = Math.max(0, ...reasons.map(({ count }) => count));
  return (
    <>
      <ol class="ranked" data-reasons data-sale={saleId}>
        {reasons.map(({ code, title, count }) => (
          <ReasonBar saleId={saleId} code={code} title={title} count={countWords(count)} length={share(count, most)} />
        ))}
      </ol>
      <p class="soft small" data-no-reasons hidden={reasons.length > 0}>
        No reasons yet. They appear with the first checkout that is not simply allowed.
      </p>
      <template data-reason-row>
        <ReasonBar saleId={saleId} code="" title="" count="" length="0%" />
      </template>
    </>
  );
};

type ReasonBarProps = {
  readonly saleId: string;
  readonly code: string;
  readonly title: string;
  readonly count: string;
  readonly length: string;
};

const ReasonBar = ({ saleId, code, title, count, length }: ReasonBarProps) => (
  <li>
    <a href={decisionsHref({ saleId, reason: code })}>
      <span>
        <span data-slot="title">{title}</span>{" "}
        <span class="code small soft" data-slot="code">
          {code}
        </span>
      </span>
      <span data-slot="count">{count}</span>
      <svg class="bar-track" aria-hidden="true">
        <rect class="track" width="100%" height="100%" rx="3" />
        <rect class="fill-accent" data-slot="bar" width={length} height="100%" rx="3" />
      </svg>
    </a>
  </li>
);
