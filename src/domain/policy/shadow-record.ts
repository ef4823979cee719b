import type { PolicyDocument } from "../rules/policy-document.ts";
import type { RuleStatus } from "../rules/rule-file.ts";
import type { ShadowRecord } from "../rules/shadow-record.ts";
import type { PolicyEvent } from "./policy-event.ts";

type Terms = {
  /** The policy of the bundle, live before anything was published. */
  readonly shippedHash: string;
  readonly documentOf: (hash: string) => PolicyDocument | undefined;
  readonly nowMs: number;
};

/**
 * Which rules were in shadow when, by the policies that were live one after another. A policy whose document is gone showed
 * nothing. The shipped policy counts from the beginning of time: when it was deployed, no history says.
 */
export function shadowRecord(history: readonly PolicyEvent[], { shippedHash, documentOf, nowMs }: Terms): ShadowRecord {
  const changes = history.flatMap((event) =>
    event.kind === "published" || event.kind === "rolled-back" ? [event] : [],
  );
  const first = { hash: changes[0]?.previous ?? shippedHash, atMs: Number.NEGATIVE_INFINITY };
  const policies = [first, ...changes];
  const spans = policies.flatMap(({ hash, atMs }, index) => {
    const untilMs = policies[index + 1]?.atMs ?? nowMs;
    return rulesOf(documentOf(hash), "shadow").map((rule) => ({ rule, fromMs: atMs, untilMs }));
  });
  return { live: rulesOf(documentOf(policies.at(-1)?.hash ?? shippedHash), "live"), spans };
}

function rulesOf(document: PolicyDocument | undefined, status: RuleStatus): string[] {
  return (document?.rules ?? []).filter((rule) => rule.status === status).map(({ id }) => id);
}
