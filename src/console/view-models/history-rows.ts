import type { Json } from "../../domain/canonical-json.ts";
import { SIGNALS } from "../../domain/signals/catalogue.ts";
import { signalValueWords } from "../words/signal-value.ts";

export type HistoryRow = { readonly path: string; readonly title?: string | undefined; readonly value: string };

/**
 * What the sale remembered at that moment, one figure a row. A path such as `keys.device.otherAccountsInSale` is the
 * fact behind the signal `device.other_accounts_in_sale`, so the row carries that signal's title.
 */
export function historyRows(history: Json): readonly HistoryRow[] {
  return leaves(history, []).map(({ path, value }) => {
    const name = signalName(path);
    return {
      path: path.join("."),
      title: SIGNALS.get(name)?.title,
      value: value === null ? "nothing" : signalValueWords(name, value),
    };
  });
}

type Leaf = { readonly path: readonly string[]; readonly value: null | boolean | number | string };

function leaves(value: Json | undefined, path: readonly string[]): readonly Leaf[] {
  if (value === undefined) return [];
  if (value === null || typeof value !== "object") return [{ path, value }];
  return Object.entries(value).flatMap(([name, member]) => leaves(member, [...path, name]));
}

function signalName(path: readonly string[]): string {
  const subject = path[0] === "keys" ? path.slice(1) : path;
  return subject.join(".").replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
