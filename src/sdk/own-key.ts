const MODIFIERS = ["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock"];

/**
 * A press of a key by itself: no modifier, no repeat of a key held down, and not the stand-in that input methods and
 * most on-screen keyboards send, whose timing is theirs. Autofill in Chromium sends `keydown` without any key.
 */
export function isOwnKey({ key, repeat, isComposing }: KeyboardEvent): boolean {
  return (
    Boolean(key) && !repeat && !isComposing && key !== "Process" && key !== "Unidentified" && !MODIFIERS.includes(key)
  );
}
