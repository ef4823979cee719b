import { signalTitle } from "./signal-value.ts";

const OTHER_TITLES: ReadonlyMap<string, string> = new Map([
  ["score.value", "Score of the model"],
  ["risk", "Risk with the weights of matching rules"],
]);

/** The title of a piece of evidence: a signal, a limit of the sale, or what the score came to. */
export function evidenceTitle(name: string): string {
  if (name.startsWith("limit.")) return `Units allowed per ${name.slice("limit.".length)}`;
  if (name.startsWith("claimed.")) return `Units already taken by this ${name.slice("claimed.".length)}`;
  return OTHER_TITLES.get(name) ?? signalTitle(name);
}
