/**
 * The slips by which a name is copied, in the order in which a text that fits several is called by one. The kinds and
 * their names are dnstwist's (Apache-2.0, github.com/elceef/dnstwist), plus `substitution`: any other single letter.
 */
export const TYPO_KINDS = [
  "transposition",
  "omission",
  "repetition",
  "vowel-swap",
  "replacement",
  "bitsquatting",
  "insertion",
  "substitution",
] as const;
export type TypoKind = (typeof TYPO_KINDS)[number];

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const VOWELS = "aeiou";

/** Keys beside each other on QWERTY, QWERTZ and AZERTY. */
const NEIGHBOURS: Readonly<Record<string, string>> = {
  a: "qwszx",
  b: "vghn",
  c: "xdfv",
  d: "serfcx",
  e: "wsdrz",
  f: "drtgvc",
  g: "ftyhbvz",
  h: "gyujnbz",
  i: "ujko",
  j: "huikmn",
  k: "jiolm",
  l: "kopm",
  m: "njklp",
  n: "bhjm",
  o: "iklp",
  p: "olm",
  q: "was",
  r: "edft",
  s: "awedxzq",
  t: "rfgyz",
  u: "yhjiz",
  v: "cfgb",
  w: "qasex",
  x: "zsdcwy",
  y: "tghuxs",
  z: "asxetu",
};

/**
 * Every text one slip away from a name of the letters `a` to `z`, with the kind of the slip. About sixty for each letter
 * of the name, so the result is made once per name and looked up after.
 */
export function typoVariants(name: string): ReadonlyMap<string, TypoKind> {
  const variants = new Map<string, TypoKind>();
  for (const kind of TYPO_KINDS) {
    for (const variant of GENERATORS[kind](name)) {
      if (variant !== name && !variants.has(variant)) variants.set(variant, kind);
    }
  }
  return variants;
}

const GENERATORS: { readonly [kind in TypoKind]: (name: string) => Generator<string> } = {
  *transposition(name) {
    for (let at = 0; at + 1 < name.length; at += 1) {
      yield `${name.slice(0, at)}${name.charAt(at + 1)}${name.charAt(at)}${name.slice(at + 2)}`;
    }
  },
  *omission(name) {
    for (let at = 0; at < name.length; at += 1) yield name.slice(0, at) + name.slice(at + 1);
  },
  *repetition(name) {
    for (let at = 0; at < name.length; at += 1) yield name.slice(0, at + 1) + name.slice(at);
  },
  *"vowel-swap"(name) {
    for (let at = 0; at < name.length; at += 1) {
      if (VOWELS.includes(name.charAt(at))) yield* replaced(name, at, VOWELS);
    }
  },
  *replacement(name) {
    for (let at = 0; at < name.length; at += 1) yield* replaced(name, at, NEIGHBOURS[name.charAt(at)] ?? "");
  },
  *bitsquatting(name) {
    for (let at = 0; at < name.length; at += 1) {
      for (let bit = 1; bit < 0x80; bit <<= 1) {
        const flipped = String.fromCharCode(name.charCodeAt(at) ^ bit);
        if (LETTERS.includes(flipped)) yield* replaced(name, at, flipped);
      }
    }
  },
  *insertion(name) {
    for (let at = 0; at <= name.length; at += 1) {
      for (const letter of LETTERS) yield name.slice(0, at) + letter + name.slice(at);
    }
  },
  /** Not of the first letter, which readers hold on to: "jcloud" is nobody's copy of another cloud. */
  *substitution(name) {
    for (let at = 1; at < name.length; at += 1) yield* replaced(name, at, LETTERS);
  },
};

function* replaced(name: string, at: number, letters: string): Generator<string> {
  for (const letter of letters) yield name.slice(0, at) + letter + name.slice(at + 1);
}
