const COUNT = new Intl.NumberFormat("en-GB");
const COMPACT = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 4 });

/** A whole number with thousands separated: 12480 reads "12,480". */
export function countWords(count: number): string {
  return COUNT.format(count);
}

/** A count with its noun: 1 "unit", 2 "units". */
export function countOf(count: number, one: string, many: string): string {
  return `${countWords(count)} ${count === 1 ? one : many}`;
}

/** Any figure, at most four places after the point. */
export function figureWords(value: number): string {
  return COMPACT.format(value);
}

/** A contribution with its sign always written, two places: "+0.41", with a true minus. */
export function signedWords(value: number): string {
  const magnitude = Math.abs(value).toFixed(2);
  if (Number(magnitude) === 0) return "0.00";
  return value < 0 ? `−${magnitude}` : `+${magnitude}`;
}
