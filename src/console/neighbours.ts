/** The cases before and after one in the list, for moving by keys. */
export function neighbours<Case extends { readonly caseId: string }>(
  cases: readonly Case[],
  caseId: string | undefined,
): { readonly previous: Case | undefined; readonly next: Case | undefined } {
  const at = cases.findIndex((each) => each.caseId === caseId);
  return { previous: at > 0 ? cases[at - 1] : undefined, next: cases[at + 1] };
}
