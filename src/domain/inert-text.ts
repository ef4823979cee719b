/** A text of unknown origin, safe to print: none of it reaches a terminal as a command. */
export function inertText(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
}
