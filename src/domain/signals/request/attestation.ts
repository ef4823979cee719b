import { type AppVerdict, activityOf, hasPassed } from "../../app-verdict.ts";
import type { MayLeadTo, RequestFacts, Signal } from "../signal.ts";

const MAY_LEAD_TO: MayLeadTo = {
  consequences: ["weight", "challenge"],
  because: "people have devices that no maker vouches for, and farms have devices that one does",
};

/** What a shop says of its own app, after Apple or Google. Other channels have no app to speak of. */
export const ATTESTATION: readonly Signal<RequestFacts>[] = [
  {
    name: "attestation.passed",
    title: "The shop says that Apple or Google knows its app and the device",
    type: "bool",
    unit: "yes or no",
    privacy: "attribute",
    mayLeadTo: MAY_LEAD_TO,
    derive: of(hasPassed),
  },
  {
    name: "attestation.by",
    title: "Whose verdict on its app the shop passes on",
    type: "string",
    unit: "app_attest, play_integrity",
    privacy: "attribute",
    mayLeadTo: MAY_LEAD_TO,
    derive: of(({ by }) => by),
  },
  {
    name: "attestation.device_keys",
    title: "Keys attested on the device lately, as Apple counts them",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    mayLeadTo: MAY_LEAD_TO,
    derive: of((verdict) => (verdict.by === "app_attest" ? verdict.riskMetric : undefined)),
  },
  {
    name: "attestation.device_activity",
    title: "How much the device asked for verdicts within the hour, as Google grades it",
    type: "number",
    unit: "1 to 4",
    privacy: "behaviour",
    mayLeadTo: MAY_LEAD_TO,
    derive: of(activityOf),
  },
];

function of<Value>(read: (verdict: AppVerdict) => Value | undefined): (facts: RequestFacts) => Value | undefined {
  return ({ checkout: { channel, appVerdict } }) =>
    channel === "app" && appVerdict !== undefined ? read(appVerdict) : undefined;
}
