import type { DecisionInput } from "../../../src/domain/decision/decision.ts";
import { DEFINITION, scoreOf } from "../sale/fixtures.ts";

/** An ordinary checkout that nothing speaks against. */
export const INPUT: DecisionInput = {
  channel: "web",
  mode: "flash",
  paymentMethod: "upi",
  quantity: 1,
  limits: DEFINITION.limits,
  acceptedPayments: ["card", "upi"],
  clientSignals: "optional",
  claimed: { account: 0, device: 0, household: 0, payment: 0 },
  signals: { "visit.state": "ok", "client.state": "ok" },
  score: scoreOf(-4),
  challengeSettled: false,
  exemptRules: [],
};
