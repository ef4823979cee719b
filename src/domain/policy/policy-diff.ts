import { canonicalJson, type Json } from "../canonical-json.ts";
import type { PolicyDocument } from "../rules/policy-document.ts";

/** One field that differs, as canonical JSON; undefined on the side that lacks it. */
export type FieldChange = {
  readonly field: string;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
};

/** A part of a policy that differs: a rule by its id, a list by its name, or the settings of policy.yaml. */
export type PolicyChange = {
  readonly kind: "rule" | "list" | "settings";
  readonly name: string;
  readonly change: "added" | "removed" | "changed";
  /** Empty where the part is new or gone. Entries of lists are counted and never shown: they name people. */
  readonly fields: readonly FieldChange[];
};

/** What differs between two policies: settings, then rules and lists by name. */
export function policyDiff(before: PolicyDocument, after: PolicyDocument): readonly PolicyChange[] {
  const settings = fieldChanges(before.policy, after.policy);
  return [
    ...(settings.length === 0
      ? []
      : [{ kind: "settings", name: "policy.yaml", change: "changed", fields: settings } as const]),
    ...partChanges("rule", rulesOf(before), rulesOf(after)),
    ...partChanges("list", listsOf(before), listsOf(after)),
  ];
}

type Parts = ReadonlyMap<string, { readonly [field: string]: Json | undefined }>;

function rulesOf({ rules }: PolicyDocument): Parts {
  return new Map(rules.map((rule) => [rule.id, rule]));
}

function listsOf({ lists }: PolicyDocument): Parts {
  return new Map(Object.entries(lists));
}

function partChanges(kind: "rule" | "list", before: Parts, after: Parts): PolicyChange[] {
  const changes: PolicyChange[] = [];
  for (const name of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [old, now] = [before.get(name), after.get(name)];
    if (old === undefined) changes.push({ kind, name, change: "added", fields: [] });
    else if (now === undefined) changes.push({ kind, name, change: "removed", fields: [] });
    else {
      const fields = fieldChanges(old, now);
      if (fields.length > 0) changes.push({ kind, name, change: "changed", fields });
    }
  }
  return changes;
}

function fieldChanges(
  before: { readonly [field: string]: Json | undefined },
  after: { readonly [field: string]: Json | undefined },
): FieldChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((field) => {
    const [old, now] = [textOf(field, before[field]), textOf(field, after[field])];
    const isSame = old === now && canonicalText(before[field]) === canonicalText(after[field]);
    return isSame ? [] : [{ field, before: old, after: now }];
  });
}

function textOf(field: string, value: Json | undefined): string | undefined {
  if (field === "entries" && Array.isArray(value)) return `${value.length} entries`;
  return typeof value === "string" ? value : canonicalText(value);
}

function canonicalText(value: Json | undefined): string | undefined {
  return value === undefined ? undefined : canonicalJson(value);
}
