import shipped from "../../dist/policy.json" with { type: "json" };
import { filesOf } from "../../src/domain/policy/policy-files.ts";
import { hashedPolicySchema } from "../../src/domain/rules/policy-document.ts";

/** The rule of the policy below that asks people. */
export const REVIEWING_RULE = "identity.one-device-per-account";

/** The shipped policy with one rule alone, which leaves the second account of a device to people. */
export function reviewPolicyFiles() {
  const { rules, ...policy } = hashedPolicySchema.parse(shipped);
  const alone = rules.map((rule) =>
    rule.id === REVIEWING_RULE
      ? { ...rule, then: "review" as const, buyer: undefined }
      : { ...rule, status: "retired" as const },
  );
  return filesOf({ ...policy, rules: alone });
}
