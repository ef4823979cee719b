const UNITS = [
  [86_400, "day"],
  [3600, "hour"],
  [60, "minute"],
  [1, "second"],
] as const;

/** A span that buyers are promised, to the second: "5 minutes", "1 minute 30 seconds". Never rounded: who believes it is not late. */
export function spanWords(seconds: number): string {
  let left = Math.floor(seconds);
  const parts = UNITS.flatMap(([size, name]) => {
    const count = Math.floor(left / size);
    left %= size;
    return count === 0 ? [] : [`${count} ${name}${count === 1 ? "" : "s"}`];
  });
  return parts.length === 0 ? "0 seconds" : parts.join(" ");
}
