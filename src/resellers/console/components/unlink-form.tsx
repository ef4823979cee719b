import { ReasonField } from "../../../console/components/reason-field.tsx";
import { caseFileHref } from "../view-models/case-file.ts";

type UnlinkFormProps = {
  readonly caseId: string;
  /** The field that names what is taken back. */
  readonly name: "decisionId" | "kind";
  readonly value: string;
};

/** Takes a link of a case back, with a reason. */
export const UnlinkForm = ({ caseId, name, value }: UnlinkFormProps) => (
  <details class="controls">
    <summary class="button">Take back</summary>
    <form method="post" action={caseFileHref(caseId, "unlink")} enctype="multipart/form-data">
      <input type="hidden" name={name} value={value} />
      <ReasonField id={`unlink-${value}`} keptWith="the case" />
      <button class="button button-primary" type="submit">
        Take it out of the case
      </button>
    </form>
  </details>
);
