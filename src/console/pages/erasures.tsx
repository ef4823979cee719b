import { IDENTIFIER_KINDS } from "../../domain/identity/identifier.ts";
import { renderConsolePage } from "../components/console-page.tsx";
import type { Html } from "../components/document.tsx";
import { IdentifierForm } from "../components/identifier-form.tsx";
import { StaffHistory } from "../components/staff-history.tsx";
import type { Frame } from "../frame.ts";
import { doneWords, type ErasuresView, KIND_WORDS } from "../view-models/erasures.ts";

/** Forgets a person who asked for it: what they are known by, and what was asked before. */
export function renderErasures(view: ErasuresView, frame: Frame): Html {
  const { erasures, done, isUnreadable } = view;
  return renderConsolePage({
    title: isUnreadable ? "Error: forget a person" : "Forget a person",
    frame,
    children: (
      <>
        <div class="page-head">
          <div class="page-head-words">
            <h1>Forget a person</h1>
            <p class="soft small">
              Deletes every account that ever came with an identifier, in all sales and in the archive. Counts stay.
            </p>
          </div>
        </div>
        {done === undefined ? null : (
          <p class="notice" role="status">
            {doneWords(done)}
          </p>
        )}
        <Ask view={view} />
        <section class="card panel" aria-labelledby="history">
          <h2 id="history">Who was forgotten?</h2>
          <p class="soft small">Nothing here says who it was, and neither does anything else.</p>
          {erasures.length === 0 ? (
            <p class="soft">Nobody has asked yet. Each request stands here for two years.</p>
          ) : (
            <StaffHistory
              label="Requests to be forgotten"
              caption="The latest requests first"
              effectTitle="What went"
              rows={erasures.map((erasure) => ({
                atMs: erasure.atMs,
                email: erasure.by,
                did: `had somebody forgotten by ${KIND_WORDS[erasure.kind].by}`,
                why: erasure.why,
                effect: doneWords(erasure),
              }))}
            />
          )}
        </section>
      </>
    ),
  });
}

const Ask = ({ view: { typed, isUnreadable } }: { readonly view: ErasuresView }) => (
  <section class="card panel" aria-labelledby="ask">
    <h2 id="ask">What does the person name?</h2>
    <IdentifierForm
      action="/console/erasures/preview"
      button="Show what would go"
      kinds={IDENTIFIER_KINDS.map((kind) => ({ kind, title: KIND_WORDS[kind].title }))}
      typed={typed}
      problemId={isUnreadable ? "value-problem" : undefined}
    />
    {isUnreadable && typed !== undefined ? (
      <p class="notice" id="value-problem" role="alert">
        This cannot be read as {KIND_WORDS[typed.kind].by}. Check the kind, and look for a typing error; a telephone
        number needs its country's code.
      </p>
    ) : null}
    <p class="soft small">Nothing is deleted yet. What you type is turned into keys and never stored or logged.</p>
  </section>
);
