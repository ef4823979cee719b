import type { Json } from "../../../domain/canonical-json.ts";

/** One value that differs: its place in the file, and what it was and becomes. */
export type SettingsChange = {
  readonly path: string;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
};

/** What differs between two settings, value by value; of a list the entries that come and go. */
export function settingsDiff(before: Json, after: Json): readonly SettingsChange[] {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((path) => old.get(path) !== now.get(path))
    .map((path) => ({ path, before: old.get(path), after: now.get(path) }));
}

/** Every value by its place. A list is a set here: its entries stand for themselves, whatever their order. */
function leavesOf(value: Json | undefined, path = ""): ReadonlyMap<string, string> {
  if (value === undefined) return new Map();
  if (typeof value !== "object" || value === null) return new Map([[path, String(value)]]);
  const leaves = new Map<string, string>();
  for (const [name, member] of Object.entries<Json | undefined>(value)) {
    const isEntry = Array.isArray(value);
    const place = isEntry ? `${path}: ${String(member)}` : path === "" ? name : `${path}.${name}`;
    if (isEntry && typeof member !== "object") leaves.set(place, "listed");
    else for (const [inner, text] of leavesOf(member, place)) leaves.set(inner, text);
  }
  return leaves;
}
