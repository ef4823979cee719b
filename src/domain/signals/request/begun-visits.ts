import type { RequestFacts, Signal } from "../signal.ts";

const MAY_LEAD_TO: Signal<RequestFacts>["mayLeadTo"] = {
  consequences: ["weight", "challenge"],
  because: "mobile networks and offices put many people behind one address",
};

/** Visits that were begun where this one was, those that were thrown away among them. */
export const BEGUN_VISITS: readonly Signal<RequestFacts>[] = [
  ...begun("network", "at the same network address (IPv6: in the same /64), also those that were never used"),
  ...begun("block", "in the same block of addresses (IPv4: /24, IPv6: /48), also those that were never used"),
];

function begun(place: "network" | "block", where: string): readonly Signal<RequestFacts>[] {
  return [
    {
      name: `visit.${place}_begun`,
      title: `Visits of the sale that were begun ${where}; absent where they are few`,
      type: "number",
      unit: "count",
      privacy: "behaviour",
      mayLeadTo: MAY_LEAD_TO,
      derive: ({ visit }) => visit.begun?.[place],
    },
    {
      name: `visit.${place}_begun_share`,
      title: `Share of the sale's visits that were begun ${where}; absent where they are few`,
      type: "number",
      unit: "ratio",
      privacy: "behaviour",
      mayLeadTo: MAY_LEAD_TO,
      derive: ({ visit: { begun: counted } }) => {
        const here = counted?.[place];
        return counted === undefined || here === undefined
          ? undefined
          : Math.round((here / counted.total) * 1000) / 1000;
      },
    },
  ];
}
