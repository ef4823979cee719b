import type { RequestFacts, Signal } from "../signal.ts";
import { observed } from "./observed.ts";

export const keyUntrustedCount: Signal<RequestFacts> = {
  name: "key.untrusted_count",
  title: "Key presses made by a script in the page",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ client }) => observed(client, "keys")?.untrusted,
};
