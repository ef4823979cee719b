import { Table } from "../../../console/components/table.tsx";
import { WhyForm } from "../../../console/components/why-form.tsx";
import { countOf, figureWords } from "../../../console/words/count.ts";
import { effectWords, SETTINGS_NEED_WORDS, type SettingsPreviewView } from "../view-models/reseller-settings.ts";
import { casesHref } from "../view-models/resellers.ts";

type SettingsPreviewProps = {
  readonly preview: SettingsPreviewView;
  readonly text: string;
  readonly mayPublish: boolean;
};

/** What a checked text would change: values of the file, and which cases move; with the way to publish it. */
export const PreviewedSettings = ({ preview, text, mayPublish }: SettingsPreviewProps) => {
  const { changes, effect, needs, moved } = preview;
  return (
    <section class="card panel" aria-labelledby="preview">
      <h2 id="preview">What would it change?</h2>
      <p>{effectWords(effect)}</p>
      {changes.length === 0 ? <p class="soft">No value differs from the live file.</p> : <Changes changes={changes} />}
      {moved.length === 0 ? null : <Moved preview={preview} />}
      {needs.length === 0 ? null : (
        <p class="notice">
          A second person must agree, because {needs.map((need) => SETTINGS_NEED_WORDS[need]).join(", and ")}.
        </p>
      )}
      {mayPublish ? (
        <WhyForm
          id="publish-why"
          action="/console/resellers/settings/publish"
          question="Why publish it?"
          button={
            needs.length === 0
              ? "Publish: the detectors use it at once"
              : "Propose: it goes live when somebody else agrees"
          }
        >
          <textarea name="text" hidden readonly>
            {text}
          </textarea>
        </WhyForm>
      ) : null}
    </section>
  );
};

const Changes = ({ changes }: Pick<SettingsPreviewView, "changes">) => (
  <Table
    label="Values that change"
    class="narrow-table"
    caption={<>{countOf(changes.length, "value", "values")} of the file</>}
    rows={changes}
    columns={[
      { title: "Value", isHead: true, cellClass: "code", cell: ({ path }) => path },
      { title: "Live", cell: ({ before }) => (before === undefined ? null : <del>{before}</del>) },
      { title: "New", cell: ({ after }) => (after === undefined ? null : <ins>{after}</ins>) },
    ]}
  />
);

const Moved = ({ preview: { moved, effect } }: { readonly preview: SettingsPreviewView }) => (
  <Table
    label="Cases that move"
    class="narrow-table"
    caption={
      moved.length < effect.newlyFlagged + effect.noLongerFlagged
        ? `The first ${moved.length} cases that move`
        : "Cases that move"
    }
    rows={moved}
    columns={[
      {
        title: "Shop",
        isHead: true,
        cell: ({ caseId, subject }) => (
          <>
            <a class="row-link" href={casesHref({ scope: "all" }, caseId)}>
              <code class="subject">{subject}</code>
            </a>
          </>
        ),
      },
      { title: "Score now", class: "number", cell: ({ scoreBefore }) => figureWords(scoreBefore) },
      { title: "Score then", class: "number", cell: ({ scoreAfter }) => figureWords(scoreAfter) },
      { title: "Then", cell: ({ flagAfter }) => (flagAfter ? "flagged" : "no longer flagged") },
    ]}
  />
);
