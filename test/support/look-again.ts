/** A reader that looks at all that came before for each letter, to try what counts steps. */
export function lookAgain(text: string): number {
  let seen = 0;
  for (let at = 0; at < text.length; at += 1) {
    for (let before = 0; before < at; before += 1) seen += text.charCodeAt(before);
  }
  return seen;
}
