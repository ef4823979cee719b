import type { createKeysAggregate } from "./aggregates/keys.ts";

/** What is looked at of a keyboard event. Recordings that are read for an evaluation have it as well. */
export type KeyEvent = {
  readonly type: string;
  readonly key: string;
  readonly code: string;
  readonly timeStamp: number;
  readonly isTrusted: boolean;
  readonly repeat: boolean;
  readonly isComposing: boolean;
  readonly shiftKey: boolean;
  readonly getModifierState: (key: string) => boolean;
};

const MODIFIERS = ["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock"];
const CORRECTING = ["Backspace", "Delete"];

/**
 * A press of a key by itself: no modifier, no repeat of a key held down, and not the stand-in that input methods and
 * most on-screen keyboards send, whose timing is theirs. Autofill in Chromium sends `keydown` without any key.
 */
export function isOwnKey({ key, repeat, isComposing }: Pick<KeyEvent, "key" | "repeat" | "isComposing">): boolean {
  return (
    Boolean(key) && !repeat && !isComposing && key !== "Process" && key !== "Unidentified" && !MODIFIERS.includes(key)
  );
}

/** Adds one press or release as the page saw it. Which key it was goes no further than this. */
export function addKeyEvent(aggregate: ReturnType<typeof createKeysAggregate>, event: KeyEvent): void {
  if (!isOwnKey(event)) return;
  const { code, key, timeStamp } = event;
  if (event.type === "keyup") aggregate.release(timeStamp, code);
  else {
    aggregate.press({
      tMs: timeStamp,
      id: code,
      trusted: event.isTrusted,
      correction: CORRECTING.includes(key),
      shift: shiftOf(event),
    });
  }
}

function shiftOf(event: KeyEvent): "held" | "missing" | undefined {
  const { key } = event;
  if (key.length !== 1 || key === key.toLowerCase()) return undefined;
  return event.shiftKey || event.getModifierState("CapsLock") ? "held" : "missing";
}
