import type { RequestFacts, Signal } from "../signal.ts";
import { observed } from "./observed.ts";

export const formAutofillCount: Signal<RequestFacts> = {
  name: "form.autofill_count",
  title: "Fields filled by the browser or a password manager",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ client }) => observed(client, "form")?.autofills,
};
