/** The probability, 0 to 1, that log-odds speak of: the logistic function. */
export function probabilityOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** The log-odds of a probability between 0 and 1, both left out: what `probabilityOf` undoes. */
export function logOddsOf(probability: number): number {
  return Math.log(probability / (1 - probability));
}
