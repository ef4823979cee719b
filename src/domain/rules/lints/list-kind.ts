import { walk } from "../condition/condition.ts";
import type { Lint } from "./lint.ts";

const KIND_OF_SIGNAL: ReadonlyMap<string, string> = new Map([
  ["account.key", "account"],
  ["email.key", "email"],
  ["phone.key", "phone"],
  ["address.key", "address"],
  ["payment.key", "payment"],
  ["mail_domain.key", "host"],
]);

/** A list of addresses never holds an account: what is looked up is of the list's kind. */
export const listKind: Lint = {
  code: "list-kind",
  *check({ rules, lists }) {
    for (const rule of rules) {
      for (const part of rule.condition ? walk(rule.condition) : []) {
        if (part.op !== "in" || part.collection.kind !== "list" || part.of.op !== "signal") continue;
        const list = lists.get(part.collection.name);
        const kind = KIND_OF_SIGNAL.get(part.of.name);
        if (!list || kind === list.value.kind) continue;
        const message = `${part.of.name} is looked up in lists.${part.collection.name}, which holds entries of kind ${list.value.kind}.`;
        const offset = rule.value.when.indexOf(`lists.${part.collection.name}`);
        yield { at: rule, path: ["when"], offset, rule: rule.value.id, message };
      }
    }
  },
};
