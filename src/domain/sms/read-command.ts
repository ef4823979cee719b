import { foldText } from "../identity/fold-text.ts";
import { TEXT_CHARS_MAX } from "../limits.ts";

/** What a text message asks for. Whatever is not wholly one command is none: half of a message is never obeyed. */
export type TextCommand =
  | { readonly kind: "register"; readonly code: string; readonly postalCode?: string | undefined }
  | { readonly kind: "confirm"; readonly digits: string }
  | { readonly kind: "status"; readonly code?: string | undefined }
  | { readonly kind: "help" }
  | { readonly kind: "stop" }
  | { readonly kind: "unreadable" };

/** Words of each command as people write them, English first, then Hindi. */
const WORDS = {
  register: ["reg", "register", "पंजीकरण", "रजिस्टर"],
  confirm: ["yes", "हाँ", "हां"],
  status: ["status", "स्थिति", "स्टेटस"],
  help: ["help", "मदद", "सहायता"],
  stop: ["stop", "बंद", "रोकें"],
} as const;

const COMMANDS: ReadonlyMap<string, keyof typeof WORDS> = new Map(
  (["register", "confirm", "status", "help", "stop"] as const).flatMap((command) =>
    WORDS[command].map((word) => [foldText(word).text, command] as const),
  ),
);

const DASH = /\p{Pd}/gu;
/** People end a command with a full stop, and part its words by commas or colons. */
const SEPARATOR = /[\s.,:;!"'“”‘’()।]+/u;
const CODE = /^[a-z0-9][a-z0-9-]{0,62}$/;
/** Of every country: letters, digits, spaces and hyphens. */
const POSTAL_CODE = /^[a-z0-9][a-z0-9 -]{1,9}$/;
const DIGITS = /^\d{4}$/;
const UNREADABLE: TextCommand = { kind: "unreadable" };

/** Reads a text message, whatever its letter case, width of digits or script. */
export function readCommand(text: string): TextCommand {
  if (text.length > TEXT_CHARS_MAX) return UNREADABLE;
  const folded = foldText(text).text.replace(DASH, "-");
  const [first = "", ...rest] = folded.split(SEPARATOR).filter((word) => word !== "");
  // Two commands that were joined on the way are not told apart.
  if (rest.slice(1).some((word) => COMMANDS.has(word))) return UNREADABLE;
  switch (COMMANDS.get(first)) {
    case "register":
      return readRegistration(rest);
    case "confirm": {
      const digits = rest.join("");
      return DIGITS.test(digits) ? { kind: "confirm", digits } : UNREADABLE;
    }
    case "status":
      return readStatus(rest);
    case "help":
      return rest.length === 0 ? { kind: "help" } : UNREADABLE;
    case "stop":
      // Whoever wants it to end need not write it by the rules.
      return { kind: "stop" };
    case undefined:
      return UNREADABLE;
  }
}

function readRegistration([code = "", ...rest]: readonly string[]): TextCommand {
  if (!CODE.test(code)) return UNREADABLE;
  if (rest.length === 0) return { kind: "register", code };
  const postalCode = rest.join(" ");
  return POSTAL_CODE.test(postalCode) ? { kind: "register", code, postalCode: postalCode.toUpperCase() } : UNREADABLE;
}

function readStatus([code, ...rest]: readonly string[]): TextCommand {
  if (code === undefined) return { kind: "status" };
  return CODE.test(code) && rest.length === 0 ? { kind: "status", code } : UNREADABLE;
}

const DEVANAGARI = /\p{Script=Devanagari}/u;

/** The language of an answer: Hindi for who writes in its letters, else the adapter's. */
export function languageOf<Language extends string>(text: string, usual: Language): Language | "hi" {
  return DEVANAGARI.test(text) ? "hi" : usual;
}
