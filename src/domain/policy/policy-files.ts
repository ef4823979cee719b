import { canonicalJson, type Json } from "../canonical-json.ts";
import type { PolicyDocument } from "../rules/policy-document.ts";
import type { PolicyFiles } from "../rules/read-policy.ts";

/** A policy document as the files that it could have been made from: JSON is YAML, so the checker reads them like any other. */
export function filesOf({ policy, rules, lists }: PolicyDocument): PolicyFiles {
  return [
    { path: "policy.yaml", text: textOf(policy) },
    ...rules.map((rule) => ({ path: `packs/${rule.id.replace(".", "/")}.yaml`, text: textOf(rule) })),
    ...Object.entries(lists).map(([name, list]) => ({ path: `lists/${name}.yaml`, text: textOf(list) })),
  ];
}

function textOf(value: Json): string {
  return canonicalJson(value);
}
