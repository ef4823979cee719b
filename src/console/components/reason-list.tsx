import { TEST_RULE_ID } from "../../domain/test-mode/test-policy.ts";
import type { ReasonRow } from "../view-models/reason-rows.ts";
import { pageOfRule } from "../view-models/rule-results.ts";

/** A test value is no rule: the documents say what it does. */
const RuleName = ({ id }: { readonly id: string }) =>
  id === TEST_RULE_ID ? (
    <a href={pageOfRule(id).href}>a test value</a>
  ) : (
    <>
      rule <span class="code">{id}</span>
    </>
  );

/** Reasons in order of weight: what decided stands first. */
export const ReasonList = ({ reasons }: { readonly reasons: readonly ReasonRow[] }) =>
  reasons.length === 0 ? (
    <p class="soft">Nothing spoke against this checkout, so no reason was needed.</p>
  ) : (
    <ol class="reasons">
      {reasons.map(({ code, message, rule, evidence }) => (
        <li>
          <div class="reason-body">
            <p>{message}</p>
            <p>
              <span class="code">{code}</span>
              {rule === undefined ? null : (
                <span class="soft small">
                  {" "}
                  from <RuleName id={rule} />
                </span>
              )}
            </p>
            {evidence.length === 0 ? null : (
              <dl class="evidence">
                {evidence.map(({ title, value }) => (
                  <div>
                    <dt>{title}:</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
