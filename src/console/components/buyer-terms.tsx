import { decisionSentences, type PublicSale, termSentences } from "../view-models/buyer-sale.ts";
import { Moment } from "./moment.tsx";

type BuyerTermsProps = { readonly sale: PublicSale };

/** How it is decided who may buy, as buyers read it. */
export const BuyerDecision = ({ sale }: BuyerTermsProps) => <Sentences sentences={decisionSentences(sale)} />;

/** The terms of a sale and its times, as buyers read them. */
export const BuyerTerms = ({ sale }: BuyerTermsProps) => (
  <>
    <Sentences sentences={termSentences(sale)} />
    <Times sale={sale} />
  </>
);

const Sentences = ({ sentences }: { readonly sentences: readonly string[] }) => (
  <ul class="sentences">
    {sentences.map((sentence) => (
      <li>{sentence}</li>
    ))}
  </ul>
);

const Times = ({
  sale: { registration, draw, fairWindowSeconds, opensAt, closesAt },
}: {
  readonly sale: PublicSale;
}) => (
  <dl class="buyer-times">
    {registration === undefined || fairWindowSeconds !== undefined ? null : (
      <>
        <dt>Registration</dt>
        <dd>
          <Moment atMs={Date.parse(registration.opensAt)} /> to <Moment atMs={Date.parse(registration.closesAt)} />
        </dd>
      </>
    )}
    {draw === undefined ? null : (
      <>
        <dt>Draw</dt>
        <dd>
          <Moment atMs={Date.parse(draw.drawAt)} />
        </dd>
      </>
    )}
    <dt>Sale</dt>
    <dd>
      <Moment atMs={Date.parse(opensAt)} /> to <Moment atMs={Date.parse(closesAt)} />
    </dd>
  </dl>
);
