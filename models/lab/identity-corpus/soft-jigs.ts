import type { Random } from "../../../test/rig/shared/random.ts";
import { doorText, type Home, withLines, writeHome } from "./home.ts";
import type { Jig } from "./jig.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const CAPITALS = LETTERS.toUpperCase();
const INVENTED_UNITS = ["Apt", "Unit", "Suite", "Room", "Bldg"] as const;
const WORD_LENGTH_MIN = 4;

/** Tricks that change what is written, not only how: only the soft keys may see through them. */
export const SOFT_JIGS: readonly Jig[] = [
  soft("prefix-capitals", (home, random) => {
    const prefix = Array.from({ length: 4 }, () => letterOf(CAPITALS, random)).join("");
    return rewriteDoor(home, `${prefix} ${doorText(home)}`);
  }),
  soft("invented-unit", (home, random) => {
    if (home.unit !== undefined) return undefined;
    return rewriteDoor(home, `${doorText(home)} ${random.pick(INVENTED_UNITS)} ${1 + random.below(99)}`);
  }),
  soft("other-unit", (home, random) =>
    home.unit === undefined
      ? undefined
      : writeHome({ ...home, unit: { word: random.pick(INVENTED_UNITS), value: String(1 + random.below(99)) } }),
  ),
  soft("prefix-and-unit", (home, random) => {
    const prefix = Array.from({ length: 4 }, () => letterOf(CAPITALS, random)).join("");
    return rewriteDoor(home, `${prefix} ${doorText(home)} ${random.pick(INVENTED_UNITS)} ${1 + random.below(99)}`);
  }),
  soft("street-kind-dropped", (home) =>
    home.country === "DE" ? undefined : rewriteDoor(home, `${home.house} ${home.street.name}`),
  ),
  typo(
    "typo-replaced",
    (word, place, random) => word.slice(0, place) + letterOf(LETTERS, random) + word.slice(place + 1),
  ),
  typo("typo-left-out", (word, place) => word.slice(0, place) + word.slice(place + 1)),
  typo("typo-added", (word, place, random) => word.slice(0, place) + letterOf(LETTERS, random) + word.slice(place)),
  typo("typo-swapped", (word, place) => {
    const first = Math.min(place, word.length - 2);
    return word.slice(0, first) + word.charAt(first + 1) + word.charAt(first) + word.slice(first + 2);
  }),
  typo("typo-doubled", (word, place) => word.slice(0, place) + word.charAt(place) + word.slice(place)),
];

function soft(family: string, write: Jig["write"]): Jig {
  return { family, kind: "soft", write };
}

function letterOf(letters: string, random: Random): string {
  return letters.charAt(random.below(letters.length));
}

function rewriteDoor(home: Home, door: string): ReturnType<Jig["write"]> {
  return withLines(
    home,
    writeHome(home).lines.map((line) => line.replace(doorText(home), door)),
  );
}

/** One typo in one word of the lines; numbers are never touched. */
function typo(family: string, change: (word: string, place: number, random: Random) => string): Jig {
  return soft(family, (home, random) => {
    const plain = writeHome(home);
    const words =
      plain.lines
        .join("\n")
        .match(/\p{L}+/gu)
        ?.filter((word) => word.length >= WORD_LENGTH_MIN) ?? [];
    const word = words[random.below(words.length)];
    if (word === undefined) return undefined;
    const mistyped = change(word, random.below(word.length), random);
    return mistyped === word ? undefined : { ...plain, lines: plain.lines.map((line) => line.replace(word, mistyped)) };
  });
}
