import { SIGNALS } from "../signals/catalogue.ts";
import { listsRead } from "./condition/condition.ts";
import { parseCondition } from "./condition/parse-condition.ts";
import type { PolicyDocument } from "./policy-document.ts";

/** The rules that look something up in each list of a policy, by the list's name. */
export function rulesByList({ rules, lists }: PolicyDocument): ReadonlyMap<string, PolicyDocument["rules"]> {
  const names = Object.keys(lists);
  const symbols = { signals: SIGNALS, lists: new Set(names) };
  const read = rules.map((rule) => {
    const { condition } = parseCondition(rule.when, symbols);
    return { rule, lists: condition === undefined ? [] : listsRead(condition) };
  });
  return new Map(names.map((name) => [name, read.filter((each) => each.lists.includes(name)).map(({ rule }) => rule)]));
}
