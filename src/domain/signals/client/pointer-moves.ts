import type { RequestFacts, Signal } from "../signal.ts";
import { observed } from "./observed.ts";

export const pointerMoves: Signal<RequestFacts> = {
  name: "pointer.moves",
  title: "Mouse moves",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ client }) => observed(client, "pointer")?.moves,
};
