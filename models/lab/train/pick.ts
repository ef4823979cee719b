import type { Random } from "../../../test/rig/shared/random.ts";

/** One of the items, each as likely. */
export function pick<Item>(items: readonly Item[], { uniform }: Random): Item {
  const item = items[Math.floor(uniform() * items.length)];
  if (item === undefined) throw new TypeError("There is nothing to pick from.");
  return item;
}
