// biome-ignore-all lint/suspicious/noThenProperty: a rule of the record says what follows in a member of that name.
import type { DecisionRecord } from "../../src/console/decision-record.ts";

/** A checkout refused because its device already holds a unit for another account. */
export const REFUSED: DecisionRecord = {
  decisionId: "dec_mi3-second_01JD5X8Q4N2V7ZC3B9M6K0T1RS",
  saleId: "mi3-second",
  shop: "demo",
  at: "2026-12-01T08:30:04.120Z",
  channel: "web",
  quantity: 1,
  paymentMethod: "upi",
  keys: {
    account: "k1_7Zq0cYhT3mE5sW9xUoPb2A",
    device: "k1_Q8vLr4NfJ6tDg1HkXzSe7w",
    household: "k1_M2aBy9RcV5nKp3GjTqLd8u",
    near: ["k1_aaTrQ0", "k1_bbUwP1"],
  },
  signals: {
    channel: "web",
    "account.key": "k1_7Zq0cYhT3mE5sW9xUoPb2A",
    "account.age_hours": 26_400,
    "account.email_verified": true,
    "visit.state": "ok",
    "visit.elapsed_ms": 310,
    "order.quantity": 1,
    "device.other_accounts_in_sale": 1,
  },
  history: {
    sale: { mode: "flash", clientSignals: "required", openMs: 4120 },
    account: { attemptsInSale: 0, attemptsLastMinute: 0, unitsInSale: 0, unpaidHolds: 0 },
    keys: { device: { otherAccountsInSale: 1, otherAccountsAttempted: 1, unitsInSale: 1 } },
  },
  score: {
    value: 0.183204,
    logit: -1.495,
    modelVersion: "checkout-v1.0",
    contributions: [
      { feature: "account.age_hours", value: 26_400, contribution: -3.6 },
      { feature: "visit.elapsed_ms", value: 310, contribution: 2.1 },
      { feature: "client.state", value: 0, contribution: 0.005 },
    ],
  },
  rules: [
    {
      id: "timing.no-retries",
      title: "Many tries with one visit",
      status: "live",
      result: "no_match",
      then: "challenge",
      reason: "VISIT_RETRIES",
    },
    {
      id: "identity.one-device-per-account",
      title: "One device is checking out for several accounts",
      status: "live",
      result: "match",
      then: "deny",
      reason: "DEVICE_SHARED",
    },
    {
      id: "identity.voip-phone",
      title: "The phone number belongs to an internet telephone",
      status: "shadow",
      result: "absent",
      then: 0.4,
      reason: "PHONE_VOIP",
    },
  ],
  policyHash: "sha256-4vJ9TZ4Tzq0",
  verdict: "deny",
  reasons: [
    {
      code: "LIMIT_DEVICE",
      message: "This device already has 1 unit in this sale, and the limit is 1.",
      evidence: { "device.units_in_sale": 1 },
    },
    {
      code: "DEVICE_SHARED",
      message: "One device is checking out for several accounts",
      rule: "identity.one-device-per-account",
      evidence: { "device.other_accounts_in_sale": 1 },
    },
  ],
  allocation: { status: "none" },
  buyer: {
    code: "limit_reached",
    message: "This device already has an order in this sale. One phone per device keeps it fair.",
    next: "none",
  },
};
