import type { RequestFacts, Signal } from "../signal.ts";
import { observed } from "./observed.ts";

export const formUnexplainedInputs: Signal<RequestFacts> = {
  name: "form.unexplained_inputs",
  title: "Changes of text without key, paste, autofill or composition",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ client }) => observed(client, "form")?.unexplainedInputs,
};
