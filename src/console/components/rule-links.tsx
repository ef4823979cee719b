import type { RuleLink } from "../view-models/lists.ts";

/** Rules by their titles, each leading to its page, with its status where it is not live. */
export const RuleLinks = ({ rules }: { readonly rules: readonly RuleLink[] }) =>
  rules.length === 0 ? (
    <span class="soft">none</span>
  ) : (
    <ul class="plain-list">
      {rules.map(({ id, title, status }) => (
        <li>
          <a href={`/console/rules/${encodeURIComponent(id)}`}>{title}</a>
          {status === "live" ? null : <span class="soft"> ({status})</span>}
        </li>
      ))}
    </ul>
  );
