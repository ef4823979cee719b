import type { RequestFacts, Signal } from "../signal.ts";
import { typedKeys } from "./typed-keys.ts";

export const keyCorrectionRatio: Signal<RequestFacts> = {
  name: "key.correction_ratio",
  title: "Share of key presses that take something back",
  type: "number",
  unit: "ratio",
  privacy: "behaviour",
  derive: ({ client }) => {
    const keys = typedKeys(client);
    return keys !== undefined && keys.count > 0 ? keys.corrections / keys.count : undefined;
  },
};
