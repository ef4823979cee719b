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
  },
  history: {
    "sale.mode": "flash",
    "sale.open_ms": 4120,
    "account.attempts_in_sale": 0,
    "device.other_accounts_in_sale": 1,
    "device.units_in_sale": 1,
  },
  limits: {
    allowed: { perAccount: 1, perDevice: 1, perHousehold: 2, perPayment: 2 },
    claimed: { account: 0, device: 1, household: 0, payment: 0 },
  },
  risk: 0.183204,
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
    { id: "timing.no-retries", title: "Many tries with one visit", status: "live", result: "no_match" },
    {
      id: "identity.one-device-per-account",
      title: "One device is checking out for several accounts",
      status: "live",
      result: "match",
    },
    { id: "identity.voip-phone", status: "shadow", result: "absent" },
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
    message: "This device already has an order in this sale. A limit per device keeps it fair.",
    next: "see_orders",
  },
  modelVersion: "checkout-v1.0",
  challengeSettled: false,
  exemptRules: [],
};
