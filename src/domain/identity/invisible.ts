/**
 * Characters that a reader cannot see and a printer skips: controls, format characters (zero width, bidirectional
 * marks, soft hyphen, tags), lone surrogates and private-use characters, variation selectors, and the fillers that Unicode counts as letters.
 */
const INVISIBLE =
  /\p{Cc}|\p{Cf}|\p{Cs}|\p{Co}|\u034f|[\u115f\u1160\u17b4\u17b5\u3164\uffa0]|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/gu;

/** Tabs and line ends are spaces that people type; they stay. */
const TYPED_SPACE = /[\t\n\r]/g;

/** The text as its reader sees it. */
export function stripInvisible(text: string): string {
  return text.replace(TYPED_SPACE, " ").replace(INVISIBLE, "");
}
