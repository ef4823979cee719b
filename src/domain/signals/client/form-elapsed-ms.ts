import type { RequestFacts, Signal } from "../signal.ts";
import { observed } from "./observed.ts";

export const formElapsedMs: Signal<RequestFacts> = {
  name: "form.elapsed_ms",
  title: "Time since the form was first touched, as the browser says",
  type: "number",
  unit: "ms",
  privacy: "behaviour",
  derive: ({ client }) => observed(client, "form")?.elapsedMs,
};
