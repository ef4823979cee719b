/** The items before and after one in the list, for moving by keys. */
export function neighbours<Item>(
  items: readonly Item[],
  isShown: (item: Item) => boolean,
): { readonly previous: Item | undefined; readonly next: Item | undefined } {
  const at = items.findIndex(isShown);
  return { previous: at > 0 ? items[at - 1] : undefined, next: items[at + 1] };
}
