import { expect, test } from "vitest";
import { keyEvent } from "../../models/lab/train/keys-session.ts";
import { createKeysAggregate } from "../../src/sdk/aggregates/keys.ts";
import { addKeyEvent, type KeyEvent } from "../../src/sdk/key-event.ts";

/** Presses and releases keys one after the other, each with what else the browser says of it. */
function observed(...presses: readonly (Partial<KeyEvent> & { readonly key: string })[]) {
  const keys = createKeysAggregate();
  for (const [index, press] of presses.entries()) {
    const { key } = press;
    const code = String(index);
    addKeyEvent(keys, { ...keyEvent("keydown", 200 * index, { key, code }), ...press, type: "keydown" });
    addKeyEvent(keys, { ...keyEvent("keyup", 200 * index + 90, { key, code }), ...press, type: "keyup" });
  }
  return keys.read();
}

test("keys that take back count as corrections", () => {
  expect(observed({ key: "a" }, { key: "Backspace" }, { key: "Delete" }, { key: "ArrowLeft" })).toMatchObject({
    count: 4,
    corrections: 2,
  });
});

test("modifiers, repeats and what an input method sends are no presses", () => {
  const none = [
    { key: "Shift" },
    { key: "CapsLock" },
    { key: "a", repeat: true },
    { key: "a", isComposing: true },
    { key: "Process" },
    { key: "Unidentified" },
    { key: "" },
  ];
  expect(observed(...none)).toBeUndefined();
});

test("a capital tells whether Shift or Caps Lock was there", () => {
  const caps = { getModifierState: (key: string) => key === "CapsLock" };
  expect(observed({ key: "A" }, { key: "A", shiftKey: true }, { key: "É", ...caps }, { key: "a" })).toMatchObject({
    shifted: 3,
    shiftless: 1,
  });
});

test("what a script made is no press of a device", () => {
  expect(observed({ key: "a", isTrusted: false }, { key: "b" })).toMatchObject({ count: 2, untrusted: 1 });
});
