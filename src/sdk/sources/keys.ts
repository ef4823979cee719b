import type { KeysValue } from "../../domain/signals/client/observations.ts";
import { createKeysAggregate } from "../aggregates/keys.ts";
import { addKeyEvent } from "../key-event.ts";
import type { Source } from "../observation.ts";

/** Key cadence: when keys go down and up, and whether a capital came with Shift. Which key it was never leaves the page. */
export const keysSource: Source<KeysValue> = ({ listen }) => {
  const aggregate = createKeysAggregate();
  listen(["keydown", "keyup"], (event) => addKeyEvent(aggregate, event));
  listen(["blur"], () => aggregate.forgetDown());
  return { read: () => aggregate.read() };
};
