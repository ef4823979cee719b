/** Longer numerals would be a word: 千二百三十四 is the longest number of a house. */
const NUMERALS =
  /([〇零一二三四五六七八九十百千廿壱壹弐貳参參肆伍]{1,8})(?=丁目|番|号|號|栋|棟|幢|单元|單元|室|层|層|楼|樓|階|巷|弄|段|線|之)/g;
const COUNTED =
  /(\d)\s*(?:丁目|番地の|番地|番|号楼|號樓|号室|號室|号|號|栋|棟|幢|单元|單元|室|层|層|楼|樓|階|弄|之|の|번지|동|호|층)/g;
/** "5樓之3" counts on from the floor. */
const AFTER_COUNTER = /之([〇零一二三四五六七八九]{1,2})/g;
const VALUES = new Map(
  [..."〇零一二三四五六七八九壱壹弐貳参參肆伍"].map((sign, index) => [
    sign,
    [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 1, 2, 2, 3, 3, 4, 5][index] ?? 0,
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
    .replace(NUMERALS, numeralValue)
    .replace(AFTER_COUNTER, (_, numeral: string) => `之${numeralValue(numeral)}`)
    .replace(COUNTED, "$1-");
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
