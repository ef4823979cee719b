import type { Signals } from "../../signals/signal.ts";

/** A way to divide checkouts, so that a policy which hits one part of the country or one kind of phone shows it. */
export type Segment = { readonly name: string; readonly title: string; readonly valueOf: (signals: Signals) => string };

const ABSENT_VALUE = "(absent)";

export const SEGMENTS: readonly Segment[] = [
  { name: "channel", title: "Channel", valueOf: (signals) => text(signals, "channel") },
  { name: "payment", title: "Payment method", valueOf: (signals) => text(signals, "payment.method") },
  {
    name: "region",
    title: "Region of delivery",
    valueOf: (signals) => pair(signals, "address.country", "address.region"),
  },
  {
    name: "phone",
    title: "Kind of phone line",
    valueOf: (signals) => pair(signals, "phone.country", "phone.type"),
  },
  {
    name: "carrier",
    title: "Phone carrier, by the range of the number",
    valueOf: (signals) => pair(signals, "phone.country", "phone.carrier"),
  },
  { name: "device", title: "Class of device", valueOf: deviceClass },
];

function text(signals: Signals, name: string): string {
  const value = signals[name];
  return value === undefined ? ABSENT_VALUE : String(value);
}

function pair(signals: Signals, first: string, second: string): string {
  if (signals[first] === undefined && signals[second] === undefined) return ABSENT_VALUE;
  return `${text(signals, first)} ${text(signals, second)}`;
}

/** As far as the browser's signals tell it: by whether the screen was touched. */
function deviceClass(signals: Signals): string {
  const taps = signals["touch.taps"];
  if (typeof taps !== "number") return ABSENT_VALUE;
  return taps > 0 ? "touch" : "pointer or keys";
}
