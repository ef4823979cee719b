import { type Html, renderDocument } from "../../../console/components/document.tsx";
import { Mark } from "../../../console/components/mark.tsx";
import { Moment } from "../../../console/components/moment.tsx";
import { REASON_CHARS_MAX } from "../../../domain/limits.ts";
import { readsAs } from "../../domain/case/reads-as.ts";
import type { ReportKind } from "../../domain/case/report.ts";
import { SELLER_URL_CHARS_MAX } from "../../domain/host/parse-seller-url.ts";
import { ContactFields } from "../components/contact-fields.tsx";

/** What the public page says of one address. */
export type OfficialView = {
  /** As it was typed. */
  readonly asked?: string | undefined;
  readonly answer?: OfficialAnswer | undefined;
  /** Id of the receipt of a report that was just sent. */
  readonly receiptId?: string | undefined;
};

export type OfficialAnswer = {
  /**
   * What the answer holds for, in the letters of DNS, where look-alike letters show: a host, or a page of one. Of an unknown
   * shop, its host.
   */
  readonly covers: string;
} & (
  | { readonly status: "authorized"; readonly seller: string; readonly sinceMs?: number | undefined }
  | { readonly status: "confirmed_impostor"; readonly sinceMs: number }
  | { readonly status: "unknown" }
  | { readonly status: "not-an-address" }
);

/** "Is this shop official?", for buyers. It says what two people or the registry know, and admits to knowing nothing else. */
export function renderOfficial({ asked, answer, receiptId }: OfficialView): Html {
  const invalid = answer?.status === "not-an-address";
  return renderDocument({
    title: `${invalid ? "Error: " : ""}Is this shop official?`,
    stylesheet: "official",
    script: "official",
    children: (
      <main class="official">
        <p class="brand">
          <Mark /> Firsthand
        </p>
        <h1>Is this shop official?</h1>
        {receiptId === undefined ? null : (
          <section class="answer answer-authorized" aria-label="Report received">
            <h2>Your report was received</h2>
            <p>
              People of the brand will look at it. Your receipt: <code>{receiptId}</code>
            </p>
          </section>
        )}
        {answer === undefined || invalid ? null : <Answer answer={answer} />}
        <form class="card ask" method="get" action="/official">
          <div class="field">
            <label for="url">Web address of the shop</label>
            <p class="hint" id="url-hint">
              Copy it from the address bar, for example shop.example or market.example/stores/north
            </p>
            {invalid ? (
              <p class="error" id="url-error">
                This is not a web address. Check it for spaces and missing dots.
              </p>
            ) : null}
            <input
              id="url"
              name="url"
              required
              maxlength={SELLER_URL_CHARS_MAX}
              value={asked}
              autocomplete="off"
              autocapitalize="none"
              spellcheck={false}
              aria-describedby={invalid ? "url-hint url-error" : "url-hint"}
              aria-invalid={invalid ? "true" : undefined}
            />
          </div>
          <button class="button button-primary" type="submit">
            Check
          </button>
        </form>
        {answer === undefined || asked === undefined ? null : <Speak answer={answer} asked={asked} />}
        <p class="soft small">
          The address is compared with our lists and never visited. The list of authorized sellers is public and signed:{" "}
          <a href="/.well-known/authorized-sellers.json">authorized-sellers.json</a>
        </p>
      </main>
    ),
  });
}

const Answer = ({ answer }: { readonly answer: OfficialAnswer }) => {
  switch (answer.status) {
    case "authorized":
      return (
        <section class="answer answer-authorized" aria-label="Answer">
          <h2>Yes, this {isPage(answer.covers) ? "page" : "shop"} is official</h2>
          <Host covers={answer.covers} />
          <p>
            {answer.seller} sells there for the brand
            {answer.sinceMs === undefined ? null : (
              <>
                {" "}
                since <Moment atMs={answer.sinceMs} style="day" />
              </>
            )}
            . {isPage(answer.covers) ? "Only this page and what lies below it is. Other sellers share its host." : null}
          </p>
        </section>
      );
    case "confirmed_impostor":
      return (
        <section class="answer answer-impostor" aria-label="Answer">
          <h2>No, this {isPage(answer.covers) ? "page" : "shop"} is an impostor</h2>
          <Host covers={answer.covers} />
          <p>
            Two people of the brand confirmed it on <Moment atMs={answer.sinceMs} style="day" />. Do not pay or give
            your details there. If you have paid, tell your bank or card company today.
          </p>
        </section>
      );
    case "unknown":
      return (
        <section class="answer answer-unknown" aria-label="Answer">
          <h2>We do not know this shop</h2>
          <Host covers={answer.covers} />
          <p>
            That says nothing for or against it. It is not on the brand's list of authorized sellers, and nobody has
            confirmed that it poses as one. If it calls itself official, do not rely on that.
          </p>
        </section>
      );
    case "not-an-address":
      return null;
  }
};

/** An address is shown and never linked: nobody should get to an impostor from here. */
const Host = ({ covers }: { readonly covers: string }) => {
  const reads = readsAs(covers);
  return (
    <p>
      <code class="host">{covers}</code>
      {reads === undefined ? null : (
        <>
          {" "}
          <span class="soft">
            shown by browsers as <code>{reads}</code>
          </span>
        </>
      )}
    </p>
  );
};

function isPage(covers: string): boolean {
  return covers.includes("/");
}

const Speak = ({ answer, asked }: { readonly answer: OfficialAnswer; readonly asked: string }) => {
  switch (answer.status) {
    case "authorized":
    case "not-an-address":
      return null;
    case "unknown":
      return (
        <ReportForm
          kind="suspicion"
          asked={asked}
          title="Does it pose as the brand?"
          question="What did you see? Leave out what is private, yours and other people's."
          send="Report this shop"
        />
      );
    case "confirmed_impostor":
      return (
        <ReportForm
          kind="objection"
          asked={asked}
          title="Is this wrong?"
          question="Why is it wrong? We answer by the contact that the shop itself shows."
          send="Object to this"
        />
      );
  }
};

type ReportFormProps = {
  readonly kind: ReportKind;
  readonly asked: string;
  readonly title: string;
  readonly question: string;
  readonly send: string;
};

const ReportForm = ({ kind, asked, title, question, send }: ReportFormProps) => (
  <section class="card ask" aria-labelledby="report">
    <h2 id="report">{title}</h2>
    <form method="post" action="/official/reports">
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="url" value={asked} />
      <div class="field">
        <label for="note">{question}</label>
        <textarea id="note" name="note" rows={4} required maxlength={REASON_CHARS_MAX} />
      </div>
      {kind === "suspicion" ? <ContactFields /> : null}
      <button class="button" type="submit">
        {send}
      </button>
    </form>
  </section>
);
