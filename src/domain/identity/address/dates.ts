import type { AddressItem, AddressWordItem } from "./address-item.ts";

/** As `foldText` leaves them, in the form in which streets are called after a day. */
const MONTHS: { readonly [language: string]: string } = {
  az: "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
  be: "студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня",
  bg: "януари февруари март април маи юни юли август септември октомври ноември декември",
  ca: "gener febrer marc abril maig juny juliol agost setembre octubre novembre desembre",
  cs: "ledna unora brezna dubna kvetna cervna cervence srpna zari rijna listopadu prosince",
  de: "januar februar marz april mai juni juli august september oktober november dezember",
  es: "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
  fr: "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
  hr: "sijecnja veljace ozujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenog prosinca",
  it: "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
  pl: "stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia",
  pt: "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
  ro: "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
  ru: "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
  sk: "januara februara marca aprila maja juna jula augusta septembra oktobra novembra decembra",
  tr: "ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik",
  uk: "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
};

const months = new Map(
  Object.entries(MONTHS).map(([language, words]) => [language, new Set(words.split(" "))] as const),
);
const DAY_MAX = 31;
/** Days that streets are called after in words. */
const SPELLED = new Map(
  "primo:1,primero:1,primeiro:1,premier:1,dos:2,due:2,quatre:4,quattro:4,cuatro:4,cinco:5,sete:7,siete:7,huit:8,otto:8,nueve:9,nove:9,onze:11,once:11,quatorze:14,catorce:14,quinze:15,quince:15"
    .split(",")
    .map((pair): [string, number] => [pair.slice(0, pair.indexOf(":")), Number(pair.slice(pair.indexOf(":") + 1))]),
);
const ROMAN = /^(x{0,3})(ix|iv|v?i{0,3})$/;
const UNITS = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
const YEAR = /^1[89]\d\d$/;

/** The name of a street that is called after a day, and how many items before its month belong to it. */
export type DayName = { readonly word: AddressWordItem; readonly taken: number };

/** "18 de Julio", "XX Settembre" and "8 mai" are names, and their day is no house. @param items those before the month */
export function dayName(
  items: readonly AddressItem[],
  month: string,
  languages: readonly string[],
): DayName | undefined {
  if (!languages.some((language) => months.get(language)?.has(month))) return undefined;
  let at = items.length - 1;
  while (isFiller(items[at])) at -= 1;
  const item = items[at];
  const day = item === undefined ? undefined : dayOf(item);
  if (item === undefined || day === undefined || !mayBegin(items[at - 1], item)) return undefined;
  const name = `${day} ${month}`;
  const word = { type: "word", text: name, full: name, kinds: NO_KINDS, compound: false, glue: item.glue } as const;
  return { word, taken: items.length - at };
}

const NO_KINDS: AddressWordItem["kinds"] = new Set();

/** The 1945 of "rue du 8 mai 1945", which is as often left out. */
export function isYearOfDay(text: string, before: AddressItem | undefined): boolean {
  return YEAR.test(text) && before?.type === "word" && DAY_NAME.test(before.full);
}

/** A day and its month as one word. */
export const DAY_NAME = /^(\d{1,2}) (\p{L}+)$/u;

/** "Hauptstraße 12 August": a number behind a name is that of a house. */
function mayBegin(before: AddressItem | undefined, { glue }: AddressItem): boolean {
  if (before === undefined || glue === ",") return true;
  return before.type === "word" && (before.kinds.has("street") || before.kinds.has("filler"));
}

function isFiller(item: AddressItem | undefined): boolean {
  return item?.type === "word" && item.glue !== "," && item.kinds.has("filler");
}

function dayOf(item: AddressItem): number | undefined {
  if (item.type === "word") return SPELLED.get(item.text) ?? romanDay(item.text);
  const day = ONLY_DIGITS.test(item.text) ? Number(item.text) : 0;
  return day > 0 && day <= DAY_MAX ? day : undefined;
}

function romanDay(text: string): number | undefined {
  const found = text === "" ? null : ROMAN.exec(text);
  return found === null ? undefined : 10 * (found[1]?.length ?? 0) + UNITS.indexOf(found[2] ?? "");
}

const ONLY_DIGITS = /^\d+$/;
