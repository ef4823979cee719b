import type { ApiCall, FieldRow } from "../view-models/api-reference.ts";
import { Prose } from "./prose.tsx";
import { Scroll } from "./scroll.tsx";
import { Table } from "./table.tsx";

/** One call: what it does, who may make it, what goes in and out, how it refuses. */
export const ApiCallSection = ({ call }: { readonly call: ApiCall }) => (
  <article class="card call" id={call.id}>
    <h3>{call.summary}</h3>
    <p class="call-line">
      <span class={`method method-${call.method.toLowerCase()}`}>{call.method}</span> <code>{call.path}</code>
    </p>
    {call.description === undefined ? null : (
      <p>
        <Prose text={call.description} />
      </p>
    )}
    <p class="soft small">Who may call: {call.caller}.</p>
    {call.parameters.length === 0 ? null : (
      <dl class="parameters">
        {call.parameters.map(({ name, place, description }) => (
          <div>
            <dt>
              <code>{name}</code> <span class="soft small">{place}</span>
            </dt>
            <dd class="soft small">
              <Prose text={description} />
            </dd>
          </div>
        ))}
      </dl>
    )}
    <Scroll label={`Command for ${call.summary}`}>
      <pre class="listing" data-copy={call.curl}>
        {call.curl}
      </pre>
    </Scroll>
    {call.sendable ? <TryForm call={call} /> : null}
    <Fields title="Body" rows={call.body} />
    <Files title="Body" types={call.bodyFiles} />
    <Fields title="Answer" rows={call.answer} />
    <Files title="Answer" types={call.answerFiles} />
    {call.refusals.length === 0 ? null : (
      <details>
        <summary>How it refuses</summary>
        <dl class="refusals">
          {call.refusals.map(({ status, description }) => (
            <div>
              <dt>
                <code>{status}</code>
              </dt>
              <dd class="small">
                <Prose text={description} />
              </dd>
            </div>
          ))}
        </dl>
      </details>
    )}
  </article>
);

/** Without script the form is of no use, so script shows it. */
const TryForm = ({ call }: { readonly call: ApiCall }) => (
  <form class="try" data-try={call.path} hidden>
    {call.parameters
      .filter(({ place }) => place === "path" || place === "query")
      .map(({ name }) => (
        <div class="field">
          <label for={`${call.id}-${name}`}>{name}</label>
          <input id={`${call.id}-${name}`} name={name} required autocomplete="off" />
        </div>
      ))}
    <button class="button" type="submit">
      Send
    </button>
    <div class="try-answer" role="status" tabindex={0} data-answer />
  </form>
);

const Files = ({ title, types }: { readonly title: string; readonly types: readonly string[] }) =>
  types.length === 0 ? null : (
    <p class="small">
      {title}: a file, <code>{types.join(", ")}</code>
    </p>
  );

const Fields = ({ title, rows }: { readonly title: string; readonly rows: readonly FieldRow[] | undefined }) =>
  rows === undefined || rows.length === 0 ? null : (
    <details>
      <summary>{title}</summary>
      <Table
        label={title}
        isCaptionHidden
        caption={title}
        rows={rows}
        columns={[
          {
            title: "Field",
            isHead: true,
            cell: ({ path, required }) => (
              <>
                <code>{path}</code>
                {required ? null : <span class="soft small"> optional</span>}
              </>
            ),
          },
          { title: "Type", cellClass: "small", cell: ({ type }) => type },
          { title: "Meaning", cellClass: "small", cell: ({ description }) => <Prose text={description} /> },
        ]}
      />
    </details>
  );
