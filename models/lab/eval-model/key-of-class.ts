import { LETTER } from "../train/keys-session.ts";

/** A key of each class that recordings name in place of the key. */
const KEYS: { readonly [keyClass: string]: string } = {
  backspace: "Backspace",
  delete: "Delete",
  shift: "Shift",
  ctrl: "Control",
  alt: "Alt",
  caps: "CapsLock",
  enter: "Enter",
  tab: "Tab",
  arrow: "ArrowLeft",
};

/** The name that the browser gives a key of the class; what writes is a letter like any other. */
export function keyOfClass(keyClass: string): string {
  return KEYS[keyClass] ?? LETTER;
}
