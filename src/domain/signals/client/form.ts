import type { RequestFacts, Signal } from "../signal.ts";
import { observed } from "./observed.ts";

/** How the form was filled in. */
export const FORM: readonly Signal<RequestFacts>[] = [
  {
    name: "form.elapsed_ms",
    title: "Time since the form was first touched, as the browser says",
    type: "number",
    unit: "ms",
    privacy: "behaviour",
    derive: ({ client }) => observed(client, "form")?.elapsedMs,
  },
  {
    name: "form.paste_count",
    title: "Pastes into the form",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    derive: ({ client }) => observed(client, "form")?.pastes,
  },
  {
    name: "form.autofill_count",
    title: "Fields filled by the browser or a password manager",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    derive: ({ client }) => observed(client, "form")?.autofills,
  },
  {
    name: "form.unexplained_inputs",
    title: "Changes of text without key, paste, autofill or composition",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    derive: ({ client }) => observed(client, "form")?.unexplainedInputs,
  },
  {
    name: "form.unexplained_focuses",
    title: "Fields that got the focus without a press of a key, a button or the screen",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    derive: ({ client }) => observed(client, "form")?.unexplainedFocuses,
  },
];
