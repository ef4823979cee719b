import { canonicalJson, type Json } from "../canonical-json.ts";
import type { PolicyDocument } from "../rules/policy-document.ts";

/** One field that differs, by its path; text as it stands, all else as canonical JSON; undefined on the side that lacks it. */
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

/** What differs in one rule; undefined where nothing does. */
export function ruleDiff(id: string, before: PolicyDocument, after: PolicyDocument): PolicyChange | undefined {
  const only = (document: PolicyDocument): Parts =>
    new Map(document.rules.filter((rule) => rule.id === id).map((rule) => [id, rule]));
  return partChanges("rule", only(before), only(after))[0];
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

type Fields = { readonly [field: string]: Json | undefined };

/** Every leaf that differs, by its path; what is a list of another length is one leaf. */
function fieldChanges(before: Fields, after: Fields, path = ""): FieldChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) => {
    const [old, now] = [before[name], after[name]];
    const field = path === "" ? name : `${path}/${name}`;
    if (textOf(old) === textOf(now)) return [];
    if (name === "entries") return [{ field, before: countOf(old), after: countOf(now) }];
    const [oldFields, nowFields] = [fieldsOf(old), fieldsOf(now)];
    const isAlike = oldFields !== undefined && nowFields !== undefined && Array.isArray(old) === Array.isArray(now);
    const isCut = Array.isArray(old) && Array.isArray(now) && old.length !== now.length;
    return isAlike && !isCut
      ? fieldChanges(oldFields, nowFields, field)
      : [{ field, before: textOf(old), after: textOf(now) }];
  });
}

function fieldsOf(value: Json | undefined): Fields | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.fromEntries(Object.entries(value));
}

function countOf(entries: Json | undefined): string | undefined {
  return Array.isArray(entries) ? `${entries.length} entries` : undefined;
}

function textOf(value: Json | undefined): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === "string" ? value : canonicalJson(value);
}
