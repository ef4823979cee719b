/** A number in letters, since names of people hold no digits. */
export function inLetters(n: number): string {
  return [...String(n)].map((digit) => "abcdefghij".charAt(Number(digit))).join("");
}
