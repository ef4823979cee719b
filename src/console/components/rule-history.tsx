import type { FieldChange } from "../../domain/policy/policy-diff.ts";
import type { RuleEvent } from "../../domain/policy/rule-history.ts";
import { eventWords } from "../view-models/rules.ts";
import { StaffHistory } from "./staff-history.tsx";

const CHANGE_WORDS = { added: "It came", removed: "It went" } as const;

/** The changes of one rule: who made which policy live, why, and what it did to the rule. */
export const RuleHistory = ({ history }: { readonly history: readonly RuleEvent[] }) =>
  history.length === 0 ? (
    <p class="soft">Nobody, in the latest changes of the policy: it is as it came.</p>
  ) : (
    <StaffHistory
      label="Changes of this rule"
      caption="Latest first"
      effectTitle="What became of the rule"
      rows={history.map(({ event, change }) => ({
        atMs: event.atMs,
        email: event.by.email,
        did: eventWords(event),
        why: event.why,
        effect: change.change === "changed" ? change.fields.map(Field) : CHANGE_WORDS[change.change],
      }))}
    />
  );

const Field = ({ field, before, after }: FieldChange) => (
  <p>
    {field}: {before === undefined ? <span class="soft">none</span> : <del class="code">{before}</del>}{" "}
    {after === undefined ? <span class="soft">none</span> : <ins class="code">{after}</ins>}
  </p>
);
