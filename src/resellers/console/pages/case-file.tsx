import { renderConsolePage } from "../../../console/components/console-page.tsx";
import type { Html } from "../../../console/components/document.tsx";
import { Scroll } from "../../../console/components/scroll.tsx";
import type { Frame } from "../../../console/frame.ts";
import { NOTICE_CHARS_MAX } from "../../../domain/limits.ts";
import { CaseIdentities } from "../components/case-identities.tsx";
import { CasePictures } from "../components/case-pictures.tsx";
import { CasePurchases } from "../components/case-purchases.tsx";
import { SubjectName } from "../components/subject.tsx";
import { type CaseFileView, caseFileHref } from "../view-models/case-file.ts";
import { casesHref, STATE_WORDS } from "../view-models/resellers.ts";

/** What belongs to a case besides its evidence: pictures, the notice and its pack, the purchases that fed the shop. */
export function renderCaseFile(view: CaseFileView, frame: Frame): Html {
  const { caseId, subject, state } = view.about;
  return renderConsolePage({
    title: `File of ${subject}`,
    frame,
    children: (
      <>
        <div class="page-head">
          <div class="page-head-words">
            <h1>
              File of <SubjectName subject={subject} />
            </h1>
            <p class="soft small">{STATE_WORDS[state]}</p>
          </div>
          <a class="button" href={casesHref({ scope: "all" }, caseId)}>
            Evidence and decision
          </a>
        </div>
        <section class="card panel" aria-labelledby="pictures">
          <h2 id="pictures">What did it look like?</h2>
          <CasePictures {...view} />
        </section>
        <section class="card panel" aria-labelledby="purchases">
          <h2 id="purchases">Who bought what it offers?</h2>
          <CasePurchases {...view} />
        </section>
        <section class="card panel" aria-labelledby="seller">
          <h2 id="seller">By what would a checkout show the seller?</h2>
          <CaseIdentities {...view} />
        </section>
        <section class="card panel" aria-labelledby="pack">
          <h2 id="pack">What goes out?</h2>
          <Pack view={view} />
        </section>
      </>
    ),
  });
}

const Pack = ({ view: { about, notice, mayChange } }: { readonly view: CaseFileView }) => (
  <>
    <p class="soft">
      The evidence pack is one dated archive: a page to print, the data, the reports, the prices, the pictures, the
      history and the notice, each hashed in a manifest that the service signs. It tells nothing of a buyer. Nothing is
      sent.
    </p>
    {mayChange ? (
      <form class="note-form" method="post" action={caseFileHref(about.caseId, "pack")} enctype="multipart/form-data">
        {notice === undefined ? (
          <p>The profile of this brand has no words for a notice, so the pack has none.</p>
        ) : (
          <div class="field">
            <label for="notice">Notice, in the words of the brand. Edit it before you save the pack.</label>
            <textarea id="notice" name="notice" rows={24} maxlength={NOTICE_CHARS_MAX}>
              {notice}
            </textarea>
          </div>
        )}
        <button class="button button-primary" type="submit">
          Save the evidence pack
        </button>
      </form>
    ) : notice === undefined ? null : (
      <Scroll label="Notice, in the words of the brand">
        <pre class="listing">{notice}</pre>
      </Scroll>
    )}
  </>
);
