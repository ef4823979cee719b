import type { RequestFacts, Signal } from "../signal.ts";

/** An agent that says by a signature who it is, at its own checkout or at the visit of it. Whoever signs nothing is not looked at. */
export const AGENT: readonly Signal<RequestFacts>[] = [
  {
    name: "agent.verified",
    title: "The buyer's program says by a signature that it is an agent that this deployment knows",
    type: "bool",
    unit: "yes or no",
    privacy: "attribute",
    derive: ({ edge }) => edge?.agent?.verified,
  },
  {
    name: "agent.name",
    title: "The address of that agent",
    type: "string",
    unit: "text",
    privacy: "attribute",
    derive: ({ edge }) => edge?.agent?.name,
  },
];
