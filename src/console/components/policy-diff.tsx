import type { FieldChange, PolicyChange } from "../../domain/policy/policy-diff.ts";
import { Table } from "./table.tsx";

const CHANGE_WORDS = { added: "New", removed: "Gone", changed: "Changed" } as const;

/** What differs between the live policy and another: struck out what goes, underlined what comes. */
export const PolicyDiff = ({ changes }: { readonly changes: readonly PolicyChange[] }) =>
  changes.length === 0 ? (
    <p class="soft">It is the live policy, word for word.</p>
  ) : (
    <Table
      label="What changes"
      caption="Against the live policy"
      rows={changes.flatMap(rowsOf)}
      columns={[
        {
          title: "Part",
          isHead: true,
          cell: ({ part: { kind, name } }) => (
            <>
              {name} <span class="soft">({kind})</span>
            </>
          ),
        },
        { title: "Field", cell: ({ part, field }) => field?.field ?? CHANGE_WORDS[part.change] },
        {
          title: "Live",
          cell: ({ field }) => field && (field.before === undefined ? NONE : <del class="code">{field.before}</del>),
        },
        {
          title: "New",
          cell: ({ field }) => field && (field.after === undefined ? NONE : <ins class="code">{field.after}</ins>),
        },
      ]}
    />
  );

const NONE = <span class="soft">none</span>;

/** A row for each field that differs, or one for a part that comes or goes whole. */
function rowsOf(part: PolicyChange): readonly { readonly part: PolicyChange; readonly field?: FieldChange }[] {
  return part.fields.length === 0 ? [{ part }] : part.fields.map((field) => ({ part, field }));
}
