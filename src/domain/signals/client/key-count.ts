import type { RequestFacts, Signal } from "../signal.ts";
import { observed } from "./observed.ts";

export const keyCount: Signal<RequestFacts> = {
  name: "key.count",
  title: "Key presses",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ client }) => observed(client, "keys")?.count,
};
