import type { KeysValue } from "../../domain/signals/client/observations.ts";
import { createKeysAggregate } from "../aggregates/keys.ts";
import type { Source } from "../observation.ts";
import { isOwnKey } from "../own-key.ts";

/** Key cadence: when keys go down and up, and whether a capital came with Shift. Which key it was never leaves this file. */
export const keysSource: Source<KeysValue> = ({ listen }) => {
  const aggregate = createKeysAggregate();
  listen(["keydown", "keyup"], (event) => {
    if (!isOwnKey(event)) return;
    const { code, key, timeStamp } = event;
    if (event.type === "keyup") aggregate.release(timeStamp, code);
    else {
      aggregate.press({
        tMs: timeStamp,
        id: code,
        trusted: event.isTrusted,
        correction: key === "Backspace" || key === "Delete",
        shift: shiftOf(event),
      });
    }
  });
  listen(["blur"], () => aggregate.forgetDown());
  return { read: () => aggregate.read() };
};

function shiftOf(event: KeyboardEvent): "held" | "missing" | undefined {
  const { key } = event;
  if (key.length !== 1 || key === key.toLowerCase()) return undefined;
  return event.shiftKey || event.getModifierState("CapsLock") ? "held" : "missing";
}
