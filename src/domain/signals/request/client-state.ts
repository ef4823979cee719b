import type { RequestFacts, Signal } from "../signal.ts";

export const clientState: Signal<RequestFacts> = {
  name: "client.state",
  title: "Whether the browser's signals could be used",
  type: "string",
  unit: "ok, absent, invalid",
  privacy: "none",
  derive: ({ client }) => client.state,
};
