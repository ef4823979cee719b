import type { PostalAddress } from "../../../src/domain/checkout.ts";
import type { Random } from "../../../test/rig/shared/random.ts";
import { writeHome } from "./home.ts";
import type { Jig } from "./jig.ts";

const LOOK_ALIKES = new Map([..."aаeеoоpрcсxхyуAАBВEЕKКMМHНOОPРCСTТ"].reduce<[string, string][]>(pairUp, []));
const ACCENTED = new Map([..."aáeéiíoóuúnñ"].reduce<[string, string][]>(pairUp, []));
const INVISIBLE = ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"] as const;
const DIGIT_ZEROS = [0x966, 0x9e6, 0x660, 0x6f0, 0xbe6] as const;

/** Tricks with the letters of an address as it stands. */
export const LETTER_JIGS: readonly Jig[] = [
  letters("letter-case", (line, random) => random.pick([line.toUpperCase(), line.toLowerCase(), alternate(line)])),
  letters("full-width", (line) => replaceEach(line, /[!-~]/, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))),
  letters("invisible", (line, random) => insertSome(line, random, INVISIBLE)),
  letters("look-alikes", (line) => replaceEach(line, /./u, (c) => LOOK_ALIKES.get(c) ?? c)),
  letters("one-look-alike", (line, random) => {
    const places = [...line].flatMap((c, index) => (LOOK_ALIKES.has(c) ? [index] : []));
    const place = places[random.below(places.length)];
    return [...line].map((c, index) => (index === place ? (LOOK_ALIKES.get(c) ?? c) : c)).join("");
  }),
  letters("accents", (line) => replaceEach(line, /[a-z]/, (c) => ACCENTED.get(c) ?? c)),
  letters("styled-letters", (line) =>
    replaceEach(line, /[a-z]/, (c) => String.fromCodePoint(0x1d41a + c.charCodeAt(0) - 97)),
  ),
  letters("other-digits", (line, random) => {
    const zero = random.pick(DIGIT_ZEROS);
    return replaceEach(line, /\d/, (c) => String.fromCodePoint(zero + Number(c)));
  }),
  letters("spaces", (line, random) => line.replaceAll(" ", random.pick(["  ", " \t", "\u00a0", "\u3000 "]))),
  letters("hyphenated-words", (line) => line.replace(/(?<=[A-Za-z]) (?=[A-Z][a-z])/g, "-")),
  letters("punctuation", (line, random) =>
    random.pick([line.replaceAll(",", " ,"), line.replaceAll(",", ";"), `${line}.`, `${line.replaceAll(",", ".,")},`]),
  ),
];

function letters(family: string, spell: (line: string, random: Random) => string): Jig {
  return {
    family,
    kind: "cosmetic",
    write: (home, random) => {
      const plain = writeHome(home);
      const jigged: PostalAddress = { ...plain, lines: plain.lines.map((line) => spell(line, random)) };
      return jigged.lines.join() === plain.lines.join() ? undefined : jigged;
    },
  };
}

function pairUp(pairs: [string, string][], letter: string, index: number): [string, string][] {
  const last = pairs.at(-1);
  if (index % 2 === 0 || last === undefined) pairs.push([letter, ""]);
  else last[1] = letter;
  return pairs;
}

function replaceEach(line: string, pattern: RegExp, change: (letter: string) => string): string {
  return [...line].map((letter) => (pattern.test(letter) ? change(letter) : letter)).join("");
}

function alternate(line: string): string {
  return [...line].map((letter, index) => (index % 2 === 0 ? letter.toLowerCase() : letter.toUpperCase())).join("");
}

function insertSome(line: string, random: Random, choices: typeof INVISIBLE): string {
  return [...line].map((letter) => (random.below(4) === 0 ? letter + random.pick(choices) : letter)).join("");
}
