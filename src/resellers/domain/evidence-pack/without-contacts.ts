/** A text without contact details, and how many were taken out. */
export type Redacted = { readonly text: string; readonly removed: number };

/**
 * E-mail addresses and payment handles (`name@bank`), with or without a dot behind the sign. Looked for where a word begins alone:
 * from each of its letters anew, a word costs the square of its length.
 */
const HANDLE = /(?<![^\s@＠])[^\s@＠]+[@＠][^\s@＠]+/gu;
/** Eight digits or more, in any script and with the marks that people put between them; a date as ISO writes it is none. */
const LONG_NUMBER = /(?<!\p{Nd})(?!\p{Nd}{4}-\p{Nd}{2}-\p{Nd}{2}(?!\p{Nd}))\+?\p{Nd}(?:[\s().\-/‐-―]{0,3}\p{Nd}){7,}/gu;

/**
 * Takes out of free text what may reach a person: whoever reports a shop often writes how to reach them, or the number of
 * their order. Names and postal addresses have no form by which a program could find them.
 */
export function withoutContacts(text: string): Redacted {
  let removed = 0;
  const replaced = (words: string) => () => {
    removed++;
    return words;
  };
  const shown = text.replace(HANDLE, replaced("[address removed]")).replace(LONG_NUMBER, replaced("[number removed]"));
  return { text: shown, removed };
}
