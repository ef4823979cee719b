import { UsageError } from "./command-line.ts";

/** The value of an option that takes a whole number of at least one; `fallback` where it was not given. */
export function wholeNumber(name: string, text: string | undefined, fallback: number): number {
  const value = text === undefined ? fallback : Number(text);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new UsageError(`--${name} takes a whole number of at least 1, not "${text}".`);
}
