/** A share as a percentage with one decimal: 0.0123 is "1.2%". */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}
