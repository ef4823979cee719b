import shipped from "../../dist/policy.json" with { type: "json" };
import { filesOf } from "../../src/domain/policy/policy-files.ts";
import { hashedPolicySchema } from "../../src/domain/rules/policy-document.ts";

/** The rule of the policy below that asks people about checkouts. */
export const REVIEWING_RULE = "identity.one-device-per-account";
/** The one that asks them about registrations, too: it needs no history. */
const REVIEWING_MAILBOX = "identity.disposable-mailbox";

/** The shipped policy with two rules alone, which leave the second account of a device, and mailboxes to throw away, to people. */
export function reviewPolicyFiles() {
  const { rules, ...policy } = hashedPolicySchema.parse(shipped);
  const alone = rules.map((rule) =>
    rule.id === REVIEWING_RULE || rule.id === REVIEWING_MAILBOX
      ? { ...rule, then: "review" as const, buyer: undefined }
      : { ...rule, status: "retired" as const },
  );
  return filesOf({ ...policy, rules: alone });
}
