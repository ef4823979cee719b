/** How a script is written in Latin letters: its letters and pairs of them, and the groups of Latin letters that stand for one, in their order. */
type Script = {
  readonly letters: ReadonlyMap<string, string>;
  readonly digraphs: readonly (readonly [string, string])[];
  readonly groups: readonly (readonly [RegExp, string])[];
};

/** What the systems of romanisation agree in: й, и, ы and the soft signs are written in too many ways, and left out. */
const CYRILLIC =
  "а:a,б:b,в:v,г:g,ґ:g,д:d,ђ:d,е:e,є:e,э:e,ж:z,з:z,и:,і:,й:,ј:,ї:,ы:,к:k,л:l,љ:l,м:m,н:n,њ:n,о:o,п:p,р:r,с:s,т:t,у:u,ў:u,ф:f,х:h,ц:c,ч:c,ћ:c,џ:z,ш:s,щ:sc,ъ:,ь:,ю:u,я:a";
const CYRILLIC_GROUPS: Script["groups"] = [
  [/s(?:h?ch)/g, "sc"],
  [/yo/g, "e"],
  [/t[sz]/g, "c"],
  [/dz/g, "z"],
  [/([zkcs])h/g, "$1"],
  [/x/g, "ks"],
  [/w/g, "v"],
  [/[yij]/g, ""],
];
/** "kh" is х, and no к. */
const KH: Script["groups"][number] = [/kh/g, "h"];
const GREEK = "α:a,β:v,γ:g,δ:d,ε:e,ζ:z,η:,θ:t,ι:,κ:k,λ:l,μ:m,ν:n,ξ:ks,ο:o,π:p,ρ:r,σ:s,ς:s,τ:t,υ:,φ:f,χ:h,ψ:ps,ω:o";
const GREEK_GROUPS: Script["groups"] = [
  [/th/g, "t"],
  [/ph/g, "f"],
  [/[ck]h/g, "h"],
  [/x/g, "ks"],
  [/mp/g, "b"],
  [/nt/g, "d"],
  [/[gn][gk]/g, "g"],
  [/c/g, "k"],
  [/[yiju]/g, ""],
];

const russian = script(CYRILLIC, [KH, ...CYRILLIC_GROUPS]);
const SCRIPTS: { readonly [language: string]: Script } = {
  be: russian,
  ru: russian,
  sr: russian,
  bg: script(`${CYRILLIC},щ:st,ъ:a`, [KH, ...CYRILLIC_GROUPS]),
  uk: script(`${CYRILLIC},г:h`, [KH, ...CYRILLIC_GROUPS, [/g/g, "h"]]),
  el: script(GREEK, GREEK_GROUPS, [
    ["μπ", "b"],
    ["ντ", "d"],
    ["γκ", "g"],
    ["γγ", "g"],
  ]),
};

function script(letters: string, groups: Script["groups"], digraphs: Script["digraphs"] = []): Script {
  const pairs = letters.split(",").map((pair): [string, string] => [pair.charAt(0), pair.slice(2)]);
  return { letters: new Map(pairs), digraphs, groups };
}

/**
 * The letters of a word in which its spelling in the country's own script and the usual ones in Latin letters agree: "щорса", "shchorsa"
 * and "schorsa" are "scorsa". For soft keys, since it tells fewer words apart than their spelling does.
 * @param word output of `foldText`
 * @param language ISO 639, the commonest of the country
 */
export function inAgreedLetters(word: string, language: string): string {
  const found = SCRIPTS[language];
  if (found === undefined) return word;
  const { letters, digraphs, groups } = found;
  if (word > "\x7f") {
    const written = digraphs.reduce((text, [digraph, letter]) => text.replaceAll(digraph, letter), word);
    return Array.from(written, (letter) => letters.get(letter) ?? letter).join("");
  }
  return groups.reduce((text, [group, letter]) => text.replace(group, letter), word);
}
