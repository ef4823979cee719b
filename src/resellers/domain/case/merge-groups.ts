/**
 * Which groups become one, where cases of two groups have something in common.
 * @param links pairs of groups that belong together
 * @returns for each group that changes its name, the name of the group that it becomes: the smallest of all that it is
 * linked with over any number of others
 */
export function mergeGroups(links: Iterable<readonly [string, string]>): ReadonlyMap<string, string> {
  const parents = new Map<string, string>();
  const rootOf = (group: string): string => {
    let root = group;
    for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent;
    return root;
  };
  for (const [one, other] of links) {
    const [first = one, second = other] = [rootOf(one), rootOf(other)].sort();
    if (first !== second) parents.set(second, first);
  }
  return new Map([...parents.keys()].map((group) => [group, rootOf(group)]));
}
