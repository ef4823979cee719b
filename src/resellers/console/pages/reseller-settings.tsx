import { Code } from "../../../console/components/code.tsx";
import { renderConsolePage } from "../../../console/components/console-page.tsx";
import type { Html } from "../../../console/components/document.tsx";
import { Moment } from "../../../console/components/moment.tsx";
import { CHAINED_CAPTION, StaffHistory } from "../../../console/components/staff-history.tsx";
import { WhyForm } from "../../../console/components/why-form.tsx";
import type { Frame } from "../../../console/frame.ts";
import { YAML_CHARS_MAX } from "../../domain/checked-yaml.ts";
import { FileProblems } from "../components/file-problems.tsx";
import { PreviewedSettings } from "../components/settings-preview.tsx";
import {
  effectWords,
  type ResellerSettingsView,
  SETTINGS_NEED_WORDS,
  settingsEventWords,
} from "../view-models/reseller-settings.ts";

const HOME = "/console/resellers/settings";

/** The settings of the detectors: the file to edit, what a change would do, what waits, and who changed it. */
export function renderResellerSettings(view: ResellerSettingsView, frame: Frame): Html {
  const { liveHash, problems, preview, proposals, mayPublish } = view;
  return renderConsolePage({
    title: problems === undefined ? "Detector settings" : "Error: detector settings",
    frame,
    children: (
      <>
        <div class="page-head">
          <div class="page-head-words">
            <h1>Detector settings</h1>
            <p class="soft small">
              Live: <Code>{liveHash}</Code>
            </p>
          </div>
          <a class="button" href="/console/resellers">
            Back to the queue
          </a>
        </div>
        {view.isUnreadable ? (
          <p class="notice">
            This version of the service cannot read the settings that were published, so those that came with it are
            live. Open the published file from the history below, repair what the check names, and publish it.
          </p>
        ) : null}
        {proposals.length === 0 ? null : <Proposals view={view} />}
        {problems === undefined ? null : <FileProblems problems={problems} />}
        {preview === undefined ? null : (
          <PreviewedSettings preview={preview} text={view.text} mayPublish={mayPublish} />
        )}
        <Editor view={view} />
        <History view={view} />
      </>
    ),
  });
}

const Editor = ({ view: { text, problems, mayPublish } }: { readonly view: ResellerSettingsView }) => (
  <section class="card panel" aria-labelledby="edit">
    <h2 id="edit">{mayPublish ? "Edit the file" : "The file"}</h2>
    <form class="settings-form" method="post" action={`${HOME}/preview`} enctype="multipart/form-data">
      <div class="field">
        <label for="settings-text">Weights, thresholds, marketplaces and words, as YAML</label>
        <textarea
          id="settings-text"
          class="settings-text"
          name="text"
          rows={24}
          required
          maxlength={YAML_CHARS_MAX}
          spellcheck={false}
          autocomplete="off"
          autocapitalize="none"
          readonly={!mayPublish}
          aria-invalid={problems === undefined ? undefined : "true"}
          aria-describedby={problems === undefined ? undefined : "settings-problems"}
        >
          {text}
        </textarea>
      </div>
      {mayPublish ? (
        <button class="button button-primary" type="submit">
          Check, and show what it would change
        </button>
      ) : null}
    </form>
  </section>
);

const Proposals = ({ view: { proposals, sub, mayPublish } }: { readonly view: ResellerSettingsView }) => (
  <section class="card panel" aria-labelledby="waiting">
    <h2 id="waiting">Waiting for a second person</h2>
    {proposals.map(({ id, hash, by, atMs, why, effect, needs }) => (
      <div class="proposal">
        <p>
          {by.email} proposed <Code>{hash}</Code> on <Moment atMs={atMs} />: “{why}”. It waits because{" "}
          {needs.map((need) => SETTINGS_NEED_WORDS[need]).join(", and ")}. {effectWords(effect)}
        </p>
        <p>
          <a class="row-link" href={`${HOME}?from=${hash}`}>
            Show this file in the editor
          </a>
        </p>
        {mayPublish ? (
          <>
            {by.sub === sub ? (
              <p class="soft">You proposed it, so somebody else must agree.</p>
            ) : (
              <WhyForm
                id={`approve-${id}`}
                action={`${HOME}/proposals/${id}/approve`}
                question="Why agree?"
                button="Agree: the detectors use it at once"
              />
            )}
            <WhyForm
              id={`withdraw-${id}`}
              action={`${HOME}/proposals/${id}/withdraw`}
              question="Why not?"
              button="Withdraw the proposal"
            />
          </>
        ) : null}
      </div>
    ))}
  </section>
);

const History = ({ view: { history } }: { readonly view: ResellerSettingsView }) => (
  <section class="card panel" aria-labelledby="history">
    <h2 id="history">Who changed the settings?</h2>
    {history.length === 0 ? (
      <p class="soft">Nobody yet: the settings that came with the service are live.</p>
    ) : (
      <StaffHistory
        label="Changes of the settings"
        caption={CHAINED_CAPTION}
        effectTitle="File"
        rows={history.toReversed().map(({ body }) => ({
          atMs: body.atMs,
          email: body.by.email,
          did: settingsEventWords(body),
          why: body.why,
          effect:
            body.kind === "withdrawn" ? null : (
              <>
                <a class="row-link" href={`${HOME}?from=${body.hash}`}>
                  Edit from <span class="code">{body.hash.slice(0, 12)}</span>
                </a>
                <p class="soft small">{effectWords(body.effect)}</p>
              </>
            ),
        }))}
      />
    )}
  </section>
);
