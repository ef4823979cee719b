import type { CrowdFacts, HistoryFacts, MayLeadTo, Signal } from "../signal.ts";

const HOUR_MS = 3_600_000;

const MAY_LEAD_TO: MayLeadTo = {
  consequences: ["weight", "challenge", "review"],
  because: "a busy store books for many people",
};

/** Names of the crowds of one counter in the whole sale: who was booked for there, and with which telephone. */
export const BOOKED_AT = "counter-sale";
export const BOOKED_WITH = "counter-phone";

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
  {
    name: "partner.bookings_in_sale",
    title: "Other accounts that this partner's counter booked for in this sale",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    mayLeadTo: MAY_LEAD_TO,
    crowd: { kind: BOOKED_AT, of: wholeSaleAtCounter },
    derive: ({ counter }) => counter?.otherAccounts,
  },
  {
    name: "partner.distinct_phones",
    title: "Telephones that this partner's counter booked with in this sale, this order's included",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    mayLeadTo: MAY_LEAD_TO,
    crowd: { kind: BOOKED_WITH, of: phoneAtCounter },
    derive: ({ counter }) => counter?.phones,
  },
];

/** Two hours that overlap by half: the fuller of them has seen at least the last half hour. */
function hoursAtCounter({ checkout, nowMs }: CrowdFacts): readonly string[] {
  const partner = counterOf(checkout);
  if (partner === undefined) return [];
  const [hour, shifted] = [Math.floor(nowMs / HOUR_MS), Math.floor(nowMs / HOUR_MS + 0.5)];
  return [`${hour} ${partner}`, `+${shifted} ${partner}`];
}

function wholeSaleAtCounter({ checkout }: CrowdFacts): readonly string[] {
  const partner = counterOf(checkout);
  return partner === undefined ? [] : [partner];
}

function phoneAtCounter({ checkout, values: { phone } }: CrowdFacts): readonly string[] {
  const partner = counterOf(checkout);
  return partner === undefined || phone === undefined ? [] : [`${partner} ${phone}`];
}

/** The partner whose clerk places the order; none where the buyer does. */
function counterOf({ channel, fulfilment, partnerId }: CrowdFacts["checkout"]): string | undefined {
  return channel === "store" ? (fulfilment?.partnerId ?? partnerId) : undefined;
}
