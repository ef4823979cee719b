import { contradictionsOf } from "../edge/coherence.ts";
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
    derive: (facts) => contradictions(facts)?.length,
  },
  {
    name: "coherence.named",
    title: "What the browser contradicts itself in",
    type: "string",
    unit: "text",
    privacy: "attribute",
    mayLeadTo: OF_THE_EDGE,
    derive: (facts) => contradictions(facts)?.join(" ") || undefined,
  },
];

function contradictions({ edge, client }: RequestFacts): readonly string[] | undefined {
  return edge?.seen === undefined ? undefined : contradictionsOf({ ...edge, seen: edge.seen, client });
}
