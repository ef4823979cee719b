/** Six decimals keep the model's files readable, and what is tested is then exactly what is shipped: zero has no sign in JSON. */
export function rounded(value: number): number {
  return Number(value.toFixed(6)) + 0;
}
