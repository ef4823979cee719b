/** Length of the longest run of equal, rising or falling digits: 1 in 24680, 4 in 1234, 10 in 9999999999. */
export function longestDigitRun(number: string): number {
  let longest = 0;
  let run = 0;
  let step: number | undefined;
  let last: number | undefined;
  for (const character of number) {
    const digit = Number(character);
    const by: number | undefined = last === undefined ? undefined : digit - last;
    const continues = by !== undefined && Math.abs(by) <= 1;
    run = continues ? (by === step ? run + 1 : 2) : 1;
    step = continues ? by : undefined;
    last = digit;
    longest = Math.max(longest, run);
  }
  return longest;
}
