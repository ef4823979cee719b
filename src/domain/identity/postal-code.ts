/**
 * A postal code as carriers compare it: letters and digits only, upper case. In the United States the four digits after
 * the ZIP code sort letters within a block and are anybody's guess, so they are left out.
 * @param folded output of `foldText`
 * @param country ISO 3166-1 alpha-2, upper case
 */
export function postalCode(folded: string, country: string): string {
  const code = folded.replace(NOT_CODE, "").toUpperCase();
  return country === "US" && code.length === 9 ? code.slice(0, 5) : code;
}

const NOT_CODE = /[^\p{L}\p{N}]/gu;
