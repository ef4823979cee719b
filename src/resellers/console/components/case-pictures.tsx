import { Code } from "../../../console/components/code.tsx";
import { Moment } from "../../../console/components/moment.tsx";
import { ReasonField } from "../../../console/components/reason-field.tsx";
import { ATTACHMENT_BYTES_MAX, CASE_ATTACHMENTS_MAX, TEXT_LENGTH_MAX } from "../../../domain/limits.ts";
import { IMAGE_TYPES } from "../../domain/evidence-pack/image.ts";
import type { AttachmentView } from "../../wire/case-file.ts";
import { type CaseFileView, caseFileHref, fileSizeWords } from "../view-models/case-file.ts";

/** The pictures of a case, and the form that adds one. */
export const CasePictures = ({ about: { caseId }, attachments, mayChange }: CaseFileView) => (
  <>
    {attachments.length === 0 ? (
      <p class="soft">No picture yet. Attach screenshots of the pages, the prices and the contact details.</p>
    ) : (
      <ul class="pictures">
        {attachments.map((attachment) => (
          <li>
            <Picture caseId={caseId} attachment={attachment} />
            {mayChange ? <Removal caseId={caseId} attachment={attachment} /> : null}
          </li>
        ))}
      </ul>
    )}
    {mayChange && attachments.length < CASE_ATTACHMENTS_MAX ? (
      <form class="note-form" method="post" action={caseFileHref(caseId, "attachments")} enctype="multipart/form-data">
        <div class="field">
          <label for="picture">Picture</label>
          <span class="hint" id="picture-hint">
            A PNG of at most {fileSizeWords(ATTACHMENT_BYTES_MAX)}; a JPEG or a WebP is made one here, and smaller where
            it has to be. What a camera or a program wrote into it is taken out.
          </span>
          <input
            id="picture"
            name="picture"
            type="file"
            accept={IMAGE_TYPES.join(",")}
            data-png-bytes-max={ATTACHMENT_BYTES_MAX}
            aria-describedby="picture-hint"
            required
          />
        </div>
        <div class="field">
          <label for="caption">What does it show, and where did you see it?</label>
          <input id="caption" name="caption" required maxlength={TEXT_LENGTH_MAX} autocomplete="off" />
        </div>
        <button class="button" type="submit">
          Attach the picture
        </button>
      </form>
    ) : null}
  </>
);

type PictureProps = { readonly caseId: string; readonly attachment: AttachmentView };

const Picture = ({ caseId, attachment }: PictureProps) => {
  const { attachmentId, caption, widthPixels, heightPixels, bytes, sha256, addedAt, addedBy } = attachment;
  return (
    <figure>
      <img
        src={`/v1/cases/${caseId}/attachments/${attachmentId}`}
        alt={caption}
        width={widthPixels}
        height={heightPixels}
        loading="lazy"
      />
      <figcaption>
        <p class="outside-words">{caption}</p>
        <p class="soft small">
          {addedBy}, <Moment atMs={Date.parse(addedAt)} /> · {widthPixels} by {heightPixels} pixels,{" "}
          {fileSizeWords(bytes)} · SHA-256 <Code>{sha256}</Code>
        </p>
      </figcaption>
    </figure>
  );
};

const Removal = ({ caseId, attachment: { attachmentId } }: PictureProps) => (
  <details class="controls">
    <summary class="button">Delete</summary>
    <form
      method="post"
      action={caseFileHref(caseId, `attachments/${attachmentId}/removal`)}
      enctype="multipart/form-data"
    >
      <ReasonField id={`why-${attachmentId}`} keptWith="the hash of the picture" />
      <button class="button button-primary" type="submit">
        Delete the picture for good
      </button>
    </form>
  </details>
);
