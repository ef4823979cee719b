import { TOWN_NAMES } from "./town-names.data.ts";

/** What people add to a town's name or leave out. */
const SAID_ANYWAY = new Set("city town township twp district dist distt metro metropolitan greater nr near".split(" "));

let names: ReadonlyMap<string, string> | undefined;

/** The words of a town in the one spelling that stands for its other names: "Bombay City" is "mumbai". */
export function townWords(words: readonly string[]): string[] {
  names ??= new Map(
    TOWN_NAMES.split(",").flatMap((group) => {
      const [first = "", ...others] = group.split("|");
      return others.map((other) => [other, first] as const);
    }),
  );
  const known = names;
  const said = words.filter((word) => !SAID_ANYWAY.has(word));
  return (said.length > 0 ? said : words).map((word) => known.get(word) ?? word);
}
