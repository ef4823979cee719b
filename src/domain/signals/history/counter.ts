import type { CrowdFacts, HistoryFacts, MayLeadTo, Signal } from "../signal.ts";

const HOUR_MS = 3_600_000;

const MAY_LEAD_TO: MayLeadTo = {
  consequences: ["weight", "challenge", "review"],
  because: "a busy store books for many people",
};

/** What was booked at the counter of the partner where this order is placed. */
export const COUNTER: readonly Signal<HistoryFacts>[] = [
  {
    name: "partner.bookings_last_hour",
    title: "Other accounts that this partner's counter booked for in the last half hour to hour",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    mayLeadTo: MAY_LEAD_TO,
    crowd: { kind: "counter", of: hoursAtCounter },
    derive: ({ crowd }) => crowd.counter,
  },
];

/** Two hours that overlap by half: the fuller of them has seen at least the last half hour. */
function hoursAtCounter({ checkout, nowMs }: CrowdFacts): readonly string[] {
  const partner = counterOf(checkout);
  if (partner === undefined) return [];
  const [hour, shifted] = [Math.floor(nowMs / HOUR_MS), Math.floor(nowMs / HOUR_MS + 0.5)];
  return [`${hour} ${partner}`, `+${shifted} ${partner}`];
}

/** The partner whose clerk places the order; none where the buyer does. */
function counterOf({ channel, fulfilment, partnerId }: CrowdFacts["checkout"]): string | undefined {
  return channel === "store" ? (fulfilment?.partnerId ?? partnerId) : undefined;
}
