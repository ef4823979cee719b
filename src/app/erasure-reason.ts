import type { Problem } from "../wire/problem.ts";

export const REASON_NAMES: Problem = {
  slug: "request-invalid",
  detail: "The reason is kept, and it repeats the identifier. Say it in other words. Nothing was deleted.",
};

/**
 * Whether a reason repeats an identifier in one of its spellings, however it is spaced and punctuated; a payment also by its
 * fingerprint alone.
 */
export function repeatsIdentifier(reason: string, spellings: readonly { readonly value: string }[]): boolean {
  const written = lettersAndDigits(reason);
  return spellings
    .flatMap(({ value }) => [value, value.slice(value.indexOf(":") + 1)])
    .map(lettersAndDigits)
    .some((named) => named !== "" && written.includes(named));
}

function lettersAndDigits(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}
