import type { FieldChange } from "../../domain/policy/policy-diff.ts";
import type { RuleEvent } from "../../domain/policy/rule-history.ts";
import { eventWords } from "../view-models/rules.ts";
import { Moment } from "./moment.tsx";
import { Scroll } from "./scroll.tsx";

const CHANGE_WORDS = { added: "It came", removed: "It went" } as const;

/** The changes of one rule: who made which policy live, why, and what it did to the rule. */
export const RuleHistory = ({ history }: { readonly history: readonly RuleEvent[] }) =>
  history.length === 0 ? (
    <p class="soft">Nobody, in the latest changes of the policy: it is as it came.</p>
  ) : (
    <Scroll label="Changes of this rule">
      <table>
        <caption>Latest first</caption>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Who and what</th>
            <th scope="col">Why</th>
            <th scope="col">What became of the rule</th>
          </tr>
        </thead>
        <tbody>
          {history.map(({ event, change }) => (
            <tr>
              <td>
                <Moment atMs={event.atMs} />
              </td>
              <td>
                {event.by.email} {eventWords(event)}
              </td>
              <td>{event.why}</td>
              <td>{change.change === "changed" ? change.fields.map(Field) : CHANGE_WORDS[change.change]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );

const Field = ({ field, before, after }: FieldChange) => (
  <p>
    {field}: {before === undefined ? <span class="soft">none</span> : <del class="code">{before}</del>}{" "}
    {after === undefined ? <span class="soft">none</span> : <ins class="code">{after}</ins>}
  </p>
);
