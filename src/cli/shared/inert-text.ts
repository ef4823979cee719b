/** A text of somebody else's as it may be printed: nothing of it reaches a terminal as a command to it. */
export function inertText(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
}
