import type { RequestFacts, Signal } from "../signal.ts";
import { observed } from "./observed.ts";

export const formPasteCount: Signal<RequestFacts> = {
  name: "form.paste_count",
  title: "Pastes into the form",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ client }) => observed(client, "form")?.pastes,
};
