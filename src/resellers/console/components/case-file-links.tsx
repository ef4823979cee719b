import { caseFileHref } from "../view-models/case-file.ts";

type CaseFileLinksProps = { readonly caseId: string; readonly mayDecide: boolean };

/** The evidence pack with one click, and the way to the pictures, the notice and the purchases of a case. */
export const CaseFileLinks = ({ caseId, mayDecide }: CaseFileLinksProps) => (
  <div class="case-actions">
    {mayDecide ? (
      <form method="post" action={caseFileHref(caseId, "pack")} enctype="multipart/form-data">
        <button class="button" type="submit">
          Save evidence pack
        </button>
      </form>
    ) : null}
    <a class="button" data-key="f" href={caseFileHref(caseId)}>
      Pictures, notice and purchases <kbd>f</kbd>
    </a>
  </div>
);
