import type { PolicyChange } from "../../domain/policy/policy-diff.ts";
import { Scroll } from "./scroll.tsx";

const CHANGE_WORDS = { added: "New", removed: "Gone", changed: "Changed" } as const;

/** What differs between the live policy and another: struck out what goes, underlined what comes. */
export const PolicyDiff = ({ changes }: { readonly changes: readonly PolicyChange[] }) =>
  changes.length === 0 ? (
    <p class="soft">It is the live policy, word for word.</p>
  ) : (
    <Scroll label="What changes">
      <table>
        <caption>Against the live policy</caption>
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Field</th>
            <th scope="col">Live</th>
            <th scope="col">New</th>
          </tr>
        </thead>
        <tbody>
          {changes.flatMap((part) =>
            part.fields.length === 0
              ? [
                  <tr>
                    <Part part={part} />
                    <td colspan={3}>{CHANGE_WORDS[part.change]}</td>
                  </tr>,
                ]
              : part.fields.map(({ field, before, after }) => (
                  <tr>
                    <Part part={part} />
                    <td>{field}</td>
                    <td>{before === undefined ? <span class="soft">none</span> : <del class="code">{before}</del>}</td>
                    <td>{after === undefined ? <span class="soft">none</span> : <ins class="code">{after}</ins>}</td>
                  </tr>
                )),
          )}
        </tbody>
      </table>
    </Scroll>
  );

const Part = ({ part: { kind, name } }: { readonly part: PolicyChange }) => (
  <th scope="row">
    {name} <span class="soft">({kind})</span>
  </th>
);
