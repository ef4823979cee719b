/**
 * Whether the whole text fits a pattern in which `*` stands for any run of characters and `?` for exactly one.
 * Greedy with one remembered star, so it needs at most text times pattern steps and never backtracks further; native
 * regular expressions are kept away from patterns that people write, because one bad pattern stalls every checkout.
 */
export function globMatches(text: string, pattern: string): boolean {
  let at = 0;
  let inPattern = 0;
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
    const wanted = pattern[inPattern];
    if (wanted === "*") {
      star = inPattern++;
      starAt = at;
    } else if (wanted === "?" || (wanted !== undefined && wanted === text[at])) {
      inPattern++;
      at++;
    } else if (star >= 0) {
      inPattern = star + 1;
      at = ++starAt;
    } else {
      return false;
    }
  }
  while (pattern[inPattern] === "*") inPattern++;
  return inPattern === pattern.length;
}
