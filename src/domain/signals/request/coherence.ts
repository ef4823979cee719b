import type { RequestFacts, Signal } from "../signal.ts";
import { OF_THE_EDGE } from "./network.ts";

/** Whether what a browser says in one place agrees with what it says in another. */
export const COHERENCE: readonly Signal<RequestFacts>[] = [
  {
    name: "coherence.contradictions",
    title: "Ways in which the browser contradicts itself",
    type: "number",
    unit: "count",
    privacy: "attribute",
    mayLeadTo: OF_THE_EDGE,
    derive: ({ edge }) => edge?.contradictions?.length,
  },
  {
    name: "coherence.named",
    title: "What the browser contradicts itself in",
    type: "string",
    unit: "text",
    privacy: "attribute",
    mayLeadTo: OF_THE_EDGE,
    derive: ({ edge }) => edge?.contradictions?.join(" ") || undefined,
  },
];
