import { FIND_KINDS } from "../../domain/decision/find-kind.ts";
import { POSTAL_CODE_CHARS_MAX, TEXT_LENGTH_MAX } from "../../domain/limits.ts";
import { renderConsolePage } from "../components/console-page.tsx";
import { DecisionTable } from "../components/decision-table.tsx";
import type { Html } from "../components/document.tsx";
import { IdentifierForm } from "../components/identifier-form.tsx";
import type { Frame } from "../frame.ts";
import { ADDRESS_FIELDS, type AddressField, FIND_WORDS, type FindView, type TypedSearch } from "../view-models/find.ts";

const ACTION = "/console/find";

/** Finds checkouts by what a person names who asks about one. */
export function renderFind(view: FindView, frame: Frame): Html {
  const { typed, problem, rows } = view;
  return renderConsolePage({
    title: problem === undefined ? "Find a checkout" : "Error: find a checkout",
    frame,
    children: (
      <>
        <div class="page-head">
          <div class="page-head-words">
            <h1>Find a checkout</h1>
            <p class="soft small">What you type is turned into keys, compared, and neither stored nor logged.</p>
          </div>
        </div>
        {problem === undefined ? null : (
          <p class="notice" id="find-problem" role="alert">
            {problem}
          </p>
        )}
        <ByName typed={typed} isRefused={problem !== undefined} />
        <ByAddress typed={typed} />
        {rows === undefined ? null : <Results view={{ ...view, rows }} />}
      </>
    ),
  });
}

type Typed = { readonly typed: TypedSearch | undefined };

const ByName = ({ typed, isRefused }: Typed & { readonly isRefused: boolean }) => {
  const named = typed === undefined || typed.kind === "address" ? undefined : typed;
  return (
    <section class="card panel" aria-labelledby="by-name">
      <h2 id="by-name">What does the person name?</h2>
      <IdentifierForm
        action={ACTION}
        button="Find"
        kinds={FIND_KINDS.map((kind) => ({ kind, title: FIND_WORDS[kind] }))}
        typed={named}
        problemId={isRefused && named !== undefined ? "find-problem" : undefined}
      />
    </section>
  );
};

const FIELDS: { readonly [field in Exclude<AddressField, "lines">]: { readonly label: string; readonly max: number } } =
  {
    city: { label: "Town", max: TEXT_LENGTH_MAX },
    postalCode: { label: "Postal code", max: POSTAL_CODE_CHARS_MAX },
    country: { label: "Country, as two letters such as IN", max: 2 },
    name: { label: "Recipient, where the house has no flat numbers", max: TEXT_LENGTH_MAX },
  };

const ByAddress = ({ typed }: Typed) => {
  const address = typed?.kind === "address" ? typed.address : undefined;
  return (
    <section class="card panel" aria-labelledby="by-address">
      <h2 id="by-address">Or where was it sent?</h2>
      <form class="note-form" method="post" action={ACTION} enctype="multipart/form-data">
        <input type="hidden" name="kind" value="address" />
        <div class="field">
          <label for="lines">Lines of the address</label>
          <textarea id="lines" name="lines" rows={3} required autocomplete="off">
            {address?.lines}
          </textarea>
        </div>
        {ADDRESS_FIELDS.filter((field) => field !== "lines").map((field) => (
          <div class="field">
            <label for={field}>{FIELDS[field].label}</label>
            <input
              id={field}
              name={field}
              value={address?.[field]}
              maxlength={FIELDS[field].max}
              required={field === "country"}
              autocomplete="off"
            />
          </div>
        ))}
        <button class="button button-primary" type="submit">
          Find
        </button>
      </form>
    </section>
  );
};

const Results = ({ view: { rows, typed, after } }: { readonly view: FindView & Required<Pick<FindView, "rows">> }) => (
  <section class="card panel" aria-labelledby="results">
    <h2 id="results">Checkouts that came with it</h2>
    {rows === undefined || rows.length === 0 ? (
      <p class="soft" role="status">
        No checkout that is still kept came with this. Those of the last seconds may not be in the archive yet.
      </p>
    ) : (
      <DecisionTable caption="Checkouts that came with this, newest first" rows={rows} />
    )}
    {after === undefined || typed === undefined ? null : <Older typed={typed} after={after} />}
  </section>
);

/** What was typed goes along in the body again: no address names it. */
const Older = ({ typed, after }: { readonly typed: TypedSearch; readonly after: string }) => (
  <form class="pages" method="post" action={ACTION} enctype="multipart/form-data">
    <input type="hidden" name="kind" value={typed.kind} />
    {typed.kind === "address" ? (
      ADDRESS_FIELDS.map((field) => <input type="hidden" name={field} value={typed.address[field]} />)
    ) : (
      <input type="hidden" name="value" value={typed.value} />
    )}
    <input type="hidden" name="after" value={after} />
    <span />
    <button class="button" type="submit">
      Older
    </button>
  </form>
);
