/** Longer numerals would be a word: 千二百三十四 is the longest number of a house. */
const NUMERALS =
  /([〇零一二三四五六七八九十百千廿壱壹弐貳参參肆伍两兩]{1,8})(?=丁目|番|号|號|栋|棟|幢|单元|單元|室|层|層|楼|樓|階|巷|弄|段|線|之)/g;
const COUNTED =
  /(\d)\s*(?:丁目|番地の|番地|番|号楼|號樓|号室|號室|号|號|栋|棟|幢|单元|單元|室|层|層|楼|樓|階|弄|之|の|ー|번지|동|호|층|f(?![a-z]))/g;
/** 番地二, -四〇二, 三-十二: a numeral that stands alone in the chain; ハイツ三〇二: a room behind the name of a house. */
const ALONE =
  /(?:[〇零一二三四五六七八九十百]{1,5}(?=-[〇零一二三四五六七八九十百\d])|(?<=番地|番|号|號|[\s-])[〇零一二三四五六七八九十百]{1,5}|(?<=[ァ-ヶー])[〇零一二三四五六七八九]{3,4})(?=$|[\s,-])/g;
/** 第2ビル is the name of a building, and no number of the chain. */
const NAMED = /第(\d)(?!\d)/g;
/** "5樓之3" counts on from the floor. */
const AFTER_COUNTER = /之([〇零一二三四五六七八九]{1,2})/g;
const VALUES = new Map(
  [..."〇零一二三四五六七八九壱壹弐貳参參肆伍两兩"].map((sign, index) => [
    sign,
    [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 1, 2, 2, 3, 3, 4, 5, 2, 2][index] ?? 0,
  ]),
);
const POWERS = new Map([
  ["十", 10],
  ["百", 100],
  ["千", 1000],
]);
const CJK = /[\u3000-\u9fff\uac00-\ud7af]/;

/**
 * Writes the chain of numbers in Chinese, Japanese and Korean addresses the short way: "三丁目2番1号" becomes "3-2-1-".
 * @param text output of `foldText`
 */
export function shortenCounters(text: string): string {
  if (!CJK.test(text)) return text;
  return text
    .replace(NAMED, (_, digit: string) => `第${"零一二三四五六七八九".charAt(Number(digit))}`)
    .replace(NUMERALS, numeralValue)
    .replace(ALONE, (numeral) => numeralValue(numeral))
    .replace(AFTER_COUNTER, (_, numeral: string) => `之${numeralValue(numeral)}`)
    .replace(COUNTED, "$1-");
}

const POSTAL_MARK = /〒\s*(\d{3})-?(\d{4})/;

/** Takes out a postal code that the lines say by its Japanese mark. @param text output of `foldText` */
export function withoutPostalMark(text: string): { readonly text: string; readonly code: string } {
  const found = text.includes("〒") ? POSTAL_MARK.exec(text) : null;
  if (found === null) return { text, code: "" };
  const [mark, area = "", office = ""] = found;
  return { text: text.replace(mark, " "), code: area + office };
}

/** A telephone number, and how far the station is: "電話 03-1234-5678", 駅徒歩5分. */
const NOTES =
  /(?:電話|电话|手机|手機|携帯|전화|tel)[番号號码:.\s]*[\d][\d\s-]{7,}|(?<!\d)1[3-9]\d{9}(?!\d)|[^\s,\d]*[駅站역][^\s,\d]*\d+(?:分|분)[^\s,\d]*/g;

/** Takes out what leads to no door, where words are not spaced. @param text output of `foldText` */
export function withoutUnspacedNotes(text: string): string {
  return CJK.test(text) ? text.replace(NOTES, " ") : text;
}

/** A number with the sign of a house or a room, or one of several in a chain, or one after its street. */
const DOOR = /\d\s*(?:番地?|号(?!楼|院|宿)|號(?!樓)|室|호|번지|[-/ー−の][\da-z])|[路街道巷弄로길]\s*\d/;

/** Trade marks and words of parcel lockers, and of shops and post offices that keep parcels. */
const LOCKER = /丰巢|豐巢|菜鸟|驿站|快递柜|智能[柜櫃]|順豐站|郵箱|門市|门市|局留|局止|pudo|宅配ロッカー|택배|우체국/;

/**
 * Whether the numbers of an unspaced address lead to a building or a block only: 3号楼, 銀座3丁目, 丰巢柜 12.
 * @param text output of `foldText`, before `shortenCounters`
 */
export function namesNoDoor(text: string): boolean {
  return CJK.test(text) && (LOCKER.test(text) || !DOOR.test(text.replace(NUMERALS, "1").replace(ALONE, "1")));
}

/** 一〇一 names its digits, 百二十 counts in powers of ten. */
function numeralValue(numeral: string): string {
  const signs = [...numeral.replaceAll("廿", "二十")];
  if (!signs.some((sign) => POWERS.has(sign))) return signs.map((sign) => VALUES.get(sign) ?? 0).join("");
  let sum = 0;
  let digit: number | undefined;
  for (const sign of signs) {
    const power = POWERS.get(sign);
    if (power === undefined) {
      digit = VALUES.get(sign) ?? 0;
    } else {
      sum += (digit ?? 1) * power;
      digit = undefined;
    }
  }
  return String(sum + (digit ?? 0));
}
