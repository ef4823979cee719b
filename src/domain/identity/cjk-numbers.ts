/** One, two and three characters are enough for the numbers that stand in addresses; more would be a word. */
const NUMERALS = /([一二三四五六七八九十]{1,3})(?=丁目|番|号|號|栋|棟|幢|单元|單元|室|层|楼|樓|階|巷|弄)/g;
const COUNTED =
  /(\d)\s*(?:丁目|番地の|番地|番|号楼|號樓|号室|号|號|栋|棟|幢|单元|單元|室|层|楼|樓|階|弄|の|번지|동|호|층)/g;
const VALUES = "〇一二三四五六七八九";

/**
 * Writes the chain of numbers in Chinese, Japanese and Korean addresses the short way: "三丁目2番1号" becomes "3-2-1-".
 * @param text output of `foldText`
 */
export function shortenCounters(text: string): string {
  return text.replace(NUMERALS, (numeral) => String(numeralValue(numeral))).replace(COUNTED, "$1-");
}

function numeralValue(numeral: string): number {
  const ten = numeral.indexOf("十");
  if (ten < 0) return Number([...numeral].map((digit) => VALUES.indexOf(digit)).join(""));
  const tens = ten === 0 ? 1 : VALUES.indexOf(numeral.charAt(ten - 1));
  const ones = numeral.slice(ten + 1);
  return tens * 10 + (ones === "" ? 0 : Math.max(VALUES.indexOf(ones), 0));
}
