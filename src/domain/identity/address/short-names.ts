import type { AddressItem, AddressWordItem } from "./address-item.ts";
import type { AddressLexicon } from "./lexicon.ts";

/**
 * People whose streets are called by a short name as often as by the whole, `short:whole|whole`: in the spelling of `foldText`, without
 * titles and the small words of a language.
 */
const SHORT_NAMES: { readonly [country: string]: string } = {
  US: "king:martin luther king jr|martin luther king junior|martin luther king|martin l king jr|martin l king|ml king jr|ml king|mlk jr|mlk;kennedy:john f kennedy|john fitzgerald kennedy|jfk;chavez:cesar e chavez|cesar chavez;powell:adam clayton powell jr|adam clayton powell;roosevelt:franklin d roosevelt|franklin delano roosevelt|fdr;bethune:mary mcleod bethune;douglass:frederick douglass;abernathy:ralph david abernathy|ralph abernathy;parks:rosa parks;macarthur:douglas macarthur;truman:harry s truman|harry truman;eisenhower:dwight d eisenhower",
  IN: "ambedkar:br ambedkar|babasaheb ambedkar|bhimrao ambedkar;mg:mahatma gandhi;nehru:jawaharlal nehru|jawahar lal nehru|jl nehru|jln;lbs:lal bahadur shastri;sv:swami vivekananda|swami vivekanand|vivekananda|vivekanand;netaji subhash:netaji subhash chandra bose|netaji subhas chandra bose|subhash chandra bose|subhas chandra bose|nsc bose;sardar patel:sardar vallabhbhai patel|vallabhbhai patel;abdul kalam:apj abdul kalam;jp:jayaprakash narayan|jai prakash narayan;tilak:bal gangadhar tilak|lokmanya tilak|bg tilak",
  DE: "bgm:burgermeister|buergermeister|bgmstr",
  FR: "gaulle:charles gaulle;foch:ferdinand foch;clemenceau:georges clemenceau;jaures:jean jaures",
};

/** What stands before the name of whom a street is called after, and is as often left out. */
const TITLES = new Map(
  "jenderal|jend,doctor|dr|doktor|doutor|docteur|dott|dottor|dottore,professor|prof|professeur|professore|profesor|profesora,reverend|rev,general|gen|generale|generala|gal|gral|genl,marechal|mal|mar|marsz,president|pres|presidente|pdt|pte|prezydenta,sir,pandit|pt,shri|sri|shree|smt,late,allama,colonel|col|colonnello|coronel|cnel|cel,captain|capt|cap|capitan|capitaine|capitano,lieutenant|lt,tenente|ten,major|maj,sergeant|sgt|sergente|cpl,admiral|adm|almirante|alm,brigadier|brig|brigadeiro,commandant|cmdt,monsignor|msgr|mons,father|fr,padre|pe,ksiedza|ks,cardinal|card|cardenal,senator|sen,governor|gov,justice,madame|mme,mademoiselle|mlle"
    .split(",")
    .flatMap((group) => {
      const titles = group.split("|");
      return titles.map((title): [string, string] => [title, titles[0] ?? title]);
    }),
);

/** Saints where a name begins: "Ste-Catherine" is no suite, and "rue Saint-Denis" no street of streets. */
const SAINTS_OF_COUNTRY: { readonly [country: string]: ReadonlyMap<string, string> } = {
  CA: new Map(["st", "ste", "saint", "sainte"].map((word) => [word, "saint"])),
};

/** Saints in short, where the short form stands for nothing else in the language. */
const SAINTS: { readonly [language: string]: ReadonlyMap<string, string> } = {
  de: new Map([["st", "sankt"]]),
  es: new Map([
    ["sta", "santa"],
    ["sto", "santo"],
  ]),
  fr: new Map([
    ["st", "saint"],
    ["ste", "sainte"],
  ]),
  it: new Map([
    ["s", "san"],
    ["sta", "santa"],
  ]),
  pl: new Map([
    ["sw", "swietego"],
    ["swietej", "swietego"],
    ["swietych", "swietego"],
  ]),
  pt: new Map([["sta", "santa"]]),
};

type ShortName = { readonly short: readonly string[]; readonly whole: readonly string[] };

const cache = new Map<string, ReadonlyMap<string, readonly ShortName[]>>();
const NO_KINDS = new Set<never>();

/** "Dr. Martin Luther King Dr" is King Drive, and "rue du Gal de Gaulle" is that of Charles de Gaulle. */
export function withShortNames(
  written: readonly AddressItem[],
  country: string,
  { language, kindFirst, words }: AddressLexicon,
): readonly AddressItem[] {
  const saints = SAINTS[language];
  const begun = SAINTS_OF_COUNTRY[country];
  const named = shortNames(country);
  return shortened(withDirectionsApart(written, named, words), { saints, begun, named, kindFirst });
}

type Habits = {
  readonly saints: ReadonlyMap<string, string> | undefined;
  readonly begun: ReadonlyMap<string, string> | undefined;
  readonly named: ReadonlyMap<string, readonly ShortName[]>;
  readonly kindFirst: boolean;
};

function shortened(items: readonly AddressItem[], habits: Habits): readonly AddressItem[] {
  const { saints, begun, named, kindFirst } = habits;
  const isTold = ({ text }: AddressItem) =>
    TITLES.has(text) || saints?.has(text) === true || begun?.has(text) === true || named.has(text);
  if (!items.some(isTold)) return items;
  const kept: AddressItem[] = [];
  let glue: AddressItem["glue"] | undefined;
  for (let index = 0; index < items.length; ) {
    const item = items[index];
    if (item === undefined) break;
    if (item.type === "word" && isTitle(items, index, named, kindFirst)) {
      glue ??= item.glue;
      index += 1;
      continue;
    }
    const found = named.get(item.text)?.find(({ whole }) => endOf(items, index, whole) > 0);
    const saint = item.type === "word" ? saintOf(items, index, item, habits) : undefined;
    const alone = saint ?? titleAlone(items, index, kindFirst);
    const texts = found?.short ?? (alone === undefined ? undefined : [alone]);
    if (item.type === "word" && texts !== undefined) {
      kept.push(...texts.map((text, at) => nameItem(item, text, at === 0 ? (glue ?? item.glue) : " ")));
    } else {
      kept.push(glue === undefined ? item : { ...item, glue });
    }
    glue = undefined;
    index = found === undefined ? index + 1 : endOf(items, index, found.whole);
  }
  return kept;
}

function saintOf(
  items: readonly AddressItem[],
  index: number,
  { text }: AddressWordItem,
  { saints, begun }: Habits,
): string | undefined {
  const after = items[index + 1];
  if (!isWord(after)) return undefined;
  const isPlain = after?.type === "word" && after.kinds.size === 0;
  return saints?.get(text) ?? (isPlain && beginsName(items, index, true) ? begun?.get(text) : undefined);
}

/** In "S M.L. King Dr" the first of three initials is a direction, as the listed name behind it says. */
function withDirectionsApart(
  items: readonly AddressItem[],
  named: Habits["named"],
  words: AddressLexicon["words"],
): readonly AddressItem[] {
  for (const [index, item] of items.entries()) {
    if (item.type !== "word" || !named.has(item.text.slice(1))) continue;
    const direction = words.get(item.text.charAt(0));
    if (direction?.kinds.has("direction") !== true) continue;
    const initials: AddressWordItem = { ...item, text: item.text.slice(1), full: item.text.slice(1), glue: " " };
    const apart = [
      ...items.slice(0, index),
      { ...item, ...direction, text: item.text.charAt(0) },
      initials,
      ...items.slice(index + 1),
    ];
    if (isNamed(apart, index + 1, named)) return apart;
  }
  return items;
}

/** Whether a listed name begins there. */
function isNamed(items: readonly AddressItem[], index: number, named: Habits["named"]): boolean {
  return named.get(items[index]?.text ?? "")?.some(({ whole }) => endOf(items, index, whole) > 0) === true;
}

function nameItem(item: AddressWordItem, text: string, glue: AddressItem["glue"]): AddressWordItem {
  return { ...item, text, full: text, kinds: NO_KINDS, glue };
}

/** "King, Jr." has its comma within the name. */
const AFTER_COMMA = new Set(["jr", "junior"]);

/** Where a name that begins at `start` ends; 0 where it does not stand there. Small words between its own do not count. */
function endOf(items: readonly AddressItem[], start: number, name: readonly string[]): number {
  let index = start;
  for (const [at, word] of name.entries()) {
    while (at > 0 && isFiller(items[index])) index += 1;
    const item = items[index];
    if (item?.type !== "word" || item.text !== word) return 0;
    if (at > 0 && item.glue === "," && !AFTER_COMMA.has(word)) return 0;
    index += 1;
  }
  return index;
}

/** A title begins a name and a name follows it: "Dr Phillips Blvd", but not "King Dr" nor "General Lane". */
function isTitle(items: readonly AddressItem[], index: number, named: Habits["named"], kindFirst: boolean): boolean {
  const item = items[index];
  if (item?.type !== "word" || !TITLES.has(item.text)) return false;
  if (!beginsName(items, index, kindFirst)) return false;
  let next = index + 1;
  while (isFiller(items[next]) || isTitleItem(items[next])) next += 1;
  const after = items[next];
  return (
    after?.type === "word" &&
    after.glue !== "," &&
    (after.kinds.size === 0 || after.compound || isNamed(items, next, named))
  );
}

/** The whole name of a street may be a title: "rue du Gal" is rue du Général, and "Gen. Road" General Road. */
function titleAlone(items: readonly AddressItem[], index: number, kindFirst: boolean): string | undefined {
  const title = TITLES.get(items[index]?.text ?? "");
  if (title === undefined || !beginsName(items, index, kindFirst)) return undefined;
  const after = items[index + 1];
  const isBehindKind = kindFirst && items[index]?.glue !== "," && items[index - 1]?.type === "word";
  const ends = after === undefined || after.type === "number" || after.glue === ",";
  const leadsKind = !kindFirst && after?.type === "word" && after.glue !== "," && after.kinds.has("street");
  return (isBehindKind && ends) || leadsKind ? title : undefined;
}

function beginsName(items: readonly AddressItem[], index: number, kindFirst: boolean): boolean {
  const before = items[index - 1];
  return (
    items[index]?.glue === "," ||
    before?.type !== "word" ||
    TITLES.has(before.text) ||
    before.kinds.has("direction") ||
    before.kinds.has("filler") ||
    before.kinds.has("number") ||
    (kindFirst && (before.kinds.has("street") || before.kinds.has("feature")))
  );
}

function isTitleItem(item: AddressItem | undefined): boolean {
  return item?.type === "word" && item.glue !== "," && TITLES.has(item.text);
}

function isFiller(item: AddressItem | undefined): boolean {
  return item?.type === "word" && item.glue !== "," && item.kinds.has("filler");
}

function isWord(item: AddressItem | undefined): boolean {
  return item?.type === "word" && item.glue !== ",";
}

/** The names of a country by the first word of each whole, the longest first. */
function shortNames(country: string): ReadonlyMap<string, readonly ShortName[]> {
  let names = cache.get(country);
  if (names === undefined) {
    const listed = SHORT_NAMES[country];
    if (listed === undefined) return NO_NAMES;
    const found = new Map<string, ShortName[]>();
    for (const row of listed.split(";")) {
      const [short = "", wholes = ""] = row.split(":");
      for (const text of wholes.split("|")) {
        const whole = text.split(" ");
        const first = whole[0] ?? "";
        found.set(first, [...(found.get(first) ?? []), { short: short.split(" "), whole }]);
      }
    }
    for (const list of found.values()) list.sort((a, b) => b.whole.length - a.whole.length);
    names = found;
    cache.set(country, names);
  }
  return names;
}

const NO_NAMES: ReadonlyMap<string, readonly ShortName[]> = new Map();
